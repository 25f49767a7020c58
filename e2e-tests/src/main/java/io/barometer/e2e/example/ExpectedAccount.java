package io.barometer.e2e.example;

import io.barometer.model.alert.AccountMemory;
import io.barometer.model.alert.AlertInput;
import io.barometer.model.alert.AlertPolicy;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Decision;
import io.barometer.model.alert.Transition;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.score.Trend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One account as the pure model sees it: scored after every event and at every day start, every
 * change handed to the alert policy. No day is left out and nothing is kept from one moment to the
 * next, so it shares no optimisation with the services.
 */
public final class ExpectedAccount {
  private static final int[] TREND_DAYS = {7, 30, 90, 365};

  /** What was published last: it is published again when any of it is another. */
  private record Told(Score score, Map<Integer, Integer> changes) {
    boolean sameAs(Told other) {
      return score.tenths().equals(other.score.tenths())
          && score.band().equals(other.score.band())
          && score.coveragePercent() == other.score.coveragePercent()
          && changes.equals(other.changes);
    }
  }

  private final String accountId;
  private final Scorer scorer;
  private final List<AlertRule> rules;
  private final AccountHistory history = new AccountHistory();
  private final SortedMap<Long, Score> published = new TreeMap<>();
  private final List<ExpectedAlert> alerts = new ArrayList<>();

  /** Scores by day, as they are known at the moment that is looked at. */
  private final Map<Long, OptionalInt> known = new HashMap<>();

  private AccountMemory memory = AccountMemory.BLANK;
  private @Nullable Told told;
  private long sequence;
  private int changes;

  /** An account of which nothing is known. */
  public ExpectedAccount(String accountId, Scorer scorer, List<AlertRule> rules) {
    this.accountId = accountId;
    this.scorer = scorer;
    this.rules = rules;
  }

  /** Something was recorded. */
  public void record(Consumer<AccountHistory> event, Instant clock) {
    event.accept(history);
    rescore(clock, false);
  }

  /**
   * A day began. Losses and falling weeks are judged by what came with a score change; only on a
   * day without one are they judged by the published scores.
   */
  public void startDay(Instant midnight) {
    rescore(midnight, true);
    if (told != null && !published.containsKey(Day.of(midnight))) {
      decide(new AlertInput.DayBegan(++sequence, Day.of(midnight)));
    }
  }

  /** What is known of the account. */
  public AccountHistory history() {
    return history;
  }

  /** Every alert, in the order in which they fired. */
  public List<ExpectedAlert> alerts() {
    return List.copyOf(alerts);
  }

  /** The last score of each day on which one was published. */
  public SortedMap<Long, Score> published() {
    return published;
  }

  /** How many entries the account has in the score log. */
  public int changes() {
    return changes;
  }

  private void rescore(Instant clock, boolean dayBegins) {
    long day = Day.of(clock);
    Score score = scorer.score(history, day);
    known.clear();
    known.put(day, score.tenths());
    Told now = new Told(score, changes(day));
    boolean weekMoved = dayBegins && !weekly(day).equals(weekly(day - 1));
    if (told != null && told.sameAs(now) && !weekMoved) {
      return;
    }
    Told before = told;
    told = now;
    changes++;
    published.put(day, now.score());
    decide(moved(now, before, clock));
  }

  private AlertInput moved(Told now, @Nullable Told before, Instant clock) {
    Map<Integer, Integer> losses = new HashMap<>();
    now.changes().forEach((days, change) -> losses.put(days, -change));
    return new AlertInput.ScoreMoved(
        ++sequence,
        clock,
        now.score().tenths().orElse(AlertInput.MISSING),
        before == null ? AlertInput.MISSING : before.score().tenths().orElse(AlertInput.MISSING),
        now.score().band(),
        losses,
        weekly(Day.of(clock)),
        AlertInput.NO_RENEWAL);
  }

  /** The score's changes by the days of the trend; none where one of the scores is missing. */
  private Map<Integer, Integer> changes(long day) {
    Map<Integer, Integer> changes = new HashMap<>();
    for (int days : TREND_DAYS) {
      Trend.between(days, tenths(day - days), tenths(day))
          .changeTenths()
          .ifPresent(change -> changes.put(days, change));
    }
    return changes;
  }

  private List<Integer> weekly(long day) {
    List<Integer> weekly = new ArrayList<>();
    for (int week = 0; week < 4; week++) {
      weekly.add(tenths(day - 7L * week).orElse(AlertInput.MISSING));
    }
    return weekly;
  }

  private OptionalInt tenths(long day) {
    return known.computeIfAbsent(day, then -> scorer.score(history, then).tenths());
  }

  private void decide(AlertInput input) {
    Decision decision = AlertPolicy.decide(rules, memory, input);
    memory = decision.memory();
    for (Transition transition : decision.transitions()) {
      switch (transition) {
        case Transition.Fired fired ->
            alerts.add(
                new ExpectedAlert(
                    accountId,
                    fired.rule().name(),
                    fired.rule().playbook(),
                    fired.time(),
                    fired.reason(),
                    null));
        case Transition.Withdrawn _, Transition.Confirmed _ ->
            throw new IllegalStateException("nothing of the example is retracted");
        case Transition.Resolved resolved ->
            alerts.replaceAll(
                alert ->
                    alert.rule().equals(resolved.rule().name()) && alert.resolvedTime() == null
                        ? alert.resolved(resolved.time())
                        : alert);
      }
    }
  }
}
