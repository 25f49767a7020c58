package io.barometer.e2e.example;

import io.barometer.model.alert.AccountMemory;
import io.barometer.model.alert.AlertInput;
import io.barometer.model.alert.AlertPolicy;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Decision;
import io.barometer.model.alert.Transition;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.history.Observation;
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
import org.jspecify.annotations.Nullable;

/**
 * One account as the pure model sees it: scored after every event and at every day start, every
 * change handed to the alert policy. Nothing is cached and no day is left out, so it shares no
 * optimisation with the services.
 */
public final class ExpectedAccount {
  private static final long MICROS = 1_000_000;
  private static final int[] TREND_DAYS = {7, 30, 90, 365};

  private final String accountId;
  private final Scorer scorer;
  private final List<AlertRule> rules;
  private final AccountHistory history = new AccountHistory();
  private final SortedMap<Long, Score> published = new TreeMap<>();
  private final List<ExpectedAlert> alerts = new ArrayList<>();
  private AccountMemory memory = AccountMemory.BLANK;
  private @Nullable Score told;
  private long sequence;
  private int changes;

  ExpectedAccount(String accountId, Scorer scorer, List<AlertRule> rules) {
    this.accountId = accountId;
    this.scorer = scorer;
    this.rules = rules;
  }

  void record(ExampleRow row, Instant clock) {
    String item = row.feature().isEmpty() ? row.product() : row.product() + "/" + row.feature();
    for (String signal : List.of("activity", "activity." + row.kind())) {
      history.add(new Observation(signal, row.occurredAt(), MICROS, row.userId(), item));
    }
    rescore(clock);
  }

  /**
   * A day began. Losses and falling weeks are judged by what came with a score change; only on a
   * day without one are they judged by the published scores.
   */
  void startDay(Instant midnight) {
    rescore(midnight);
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

  private void rescore(Instant clock) {
    Score score = scorer.score(history, Day.of(clock));
    if (told != null && sameValue(told, score)) {
      return;
    }
    Score before = told;
    told = score;
    changes++;
    published.put(score.day(), score);
    decide(moved(score, before, clock));
  }

  private AlertInput moved(Score score, @Nullable Score before, Instant clock) {
    Map<Integer, Integer> losses = new HashMap<>();
    for (int days : TREND_DAYS) {
      Trend trend = Trend.between(days, tenths(score.day() - days), score.tenths());
      trend.changeTenths().ifPresent(change -> losses.put(days, -change));
    }
    List<Integer> weekly = new ArrayList<>();
    for (int week = 0; week < 4; week++) {
      weekly.add(tenths(score.day() - 7L * week).orElse(AlertInput.MISSING));
    }
    return new AlertInput.ScoreMoved(
        ++sequence,
        clock,
        score.tenths().orElse(AlertInput.MISSING),
        before == null ? AlertInput.MISSING : before.tenths().orElse(AlertInput.MISSING),
        score.band(),
        losses,
        weekly,
        AlertInput.NO_RENEWAL);
  }

  private OptionalInt tenths(long day) {
    return scorer.score(history, day).tenths();
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
        case Transition.Resolved resolved ->
            alerts.replaceAll(
                alert ->
                    alert.rule().equals(resolved.rule().name()) && alert.resolvedTime() == null
                        ? alert.resolved(resolved.time())
                        : alert);
      }
    }
  }

  private static boolean sameValue(Score one, Score other) {
    return one.tenths().equals(other.tenths())
        && one.band().equals(other.band())
        && one.coveragePercent() == other.coveragePercent();
  }
}
