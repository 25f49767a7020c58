package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.DayBegan;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account under some rules: feeds inputs to the policy and keeps what it says. */
final class Given {

  static final long DAY = LocalDate.of(2016, 3, 1).toEpochDay();

  private final List<AlertRule> rules;
  private final List<String> said = new ArrayList<>();
  private AccountMemory memory = AccountMemory.BLANK;
  private long due = Decision.NEVER;
  private final List<ScoreMoved> told = new ArrayList<>();
  private long sequence;

  private Given(List<AlertRule> rules) {
    this.rules = rules;
  }

  static Given rule(Condition condition, Steadiness steadiness) {
    return new Given(
        List.of(new AlertRule("r0", "title", Severity.WARNING, "", "", condition, steadiness)));
  }

  static Given rules(Condition... conditions) {
    List<AlertRule> rules = new ArrayList<>();
    for (Condition condition : conditions) {
      rules.add(new AlertRule("r" + rules.size(), "title", Severity.WARNING, "", condition));
    }
    return new Given(rules);
  }

  static Instant at(long day, long second) {
    return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second);
  }

  Given score(long day, int tenths) {
    return score(at(DAY + day, 0), tenths);
  }

  Given score(Instant time, int tenths) {
    return moved(time, tenths, Map.of(), List.of(), AlertInput.NO_RENEWAL);
  }

  Given loss(long day, int tenths, int days, int loss) {
    return moved(at(DAY + day, 0), tenths, Map.of(days, loss), List.of(), AlertInput.NO_RENEWAL);
  }

  Given weekly(long day, Integer... measurements) {
    return moved(
        at(DAY + day, 0), measurements[0], Map.of(), List.of(measurements), AlertInput.NO_RENEWAL);
  }

  Given renewing(long day, int tenths, long renewalDay) {
    return moved(at(DAY + day, 0), tenths, Map.of(), List.of(), DAY + renewalDay);
  }

  private Given moved(
      Instant time, int tenths, Map<Integer, Integer> loss, List<Integer> weekly, long renewal) {
    var moved =
        new ScoreMoved(
            ++sequence, time, tenths, memory.lastTenths(), band(tenths), loss, weekly, renewal);
    told.add(moved);
    return put(moved);
  }

  /** The score now, and what the last entries would have said: {@code null} for one that stands. */
  Given corrected(long day, int tenths, @Nullable Integer... instead) {
    List<CorrectedScore> scores = new ArrayList<>();
    for (int i = 0; i < instead.length; i++) {
      int place = told.size() - instead.length + i;
      ScoreMoved was = told.get(place);
      ScoreMoved next = place + 1 < told.size() ? told.get(place + 1) : null;
      Integer value = instead[i];
      if (value != null) {
        scores.add(
            new CorrectedScore(
                was.tenths(),
                new ScoreMoved(
                    was.sequence(),
                    was.time(),
                    value,
                    AlertInput.MISSING,
                    band(value),
                    was.lossByDays(),
                    was.weeklyTenths(),
                    was.renewalDay()),
                next == null ? null : new CorrectedScore.Next(next.sequence(), next.time())));
      }
    }
    var now =
        new ScoreMoved(
            ++sequence,
            at(DAY + day, 0),
            tenths,
            memory.lastTenths(),
            band(tenths),
            Map.of(),
            List.of(),
            AlertInput.NO_RENEWAL);
    told.add(now);
    return put(new AlertInput.Corrected(now, "", false, scores));
  }

  Given dayBegan(long day) {
    return put(new DayBegan(++sequence, DAY + day));
  }

  Given put(AlertInput input) {
    Decision decision = AlertPolicy.decide(rules, memory, input);
    for (Transition transition : decision.transitions()) {
      said.add(
          switch (transition) {
            case Transition.Fired f -> "fired " + f.rule().name() + "@" + f.episode();
            case Transition.Resolved r -> "resolved " + r.rule().name() + "@" + r.episode();
            case Transition.Withdrawn w -> "withdrawn " + w.rule().name() + "@" + w.episode();
            case Transition.Confirmed c -> "confirmed " + c.rule().name() + "@" + c.episode();
          });
      last = transition.reason();
    }
    memory = AccountMemory.decoded(decision.memory().encoded());
    due = decision.dueHour();
    return this;
  }

  private String last = "";

  static String band(int tenths) {
    return tenths < 0
        ? "Unknown"
        : tenths < 250
            ? "Critical"
            : tenths < 500 ? "At Risk" : tenths < 750 ? "Moderate" : "Healthy";
  }

  List<String> said() {
    return said;
  }

  String lastReason() {
    return last;
  }

  AccountMemory memory() {
    return memory;
  }

  /** Days from {@link #DAY} on; {@link Decision#NEVER} when none. */
  long dueDay() {
    return due == Decision.NEVER ? due : Math.ceilDiv(due, 24) - DAY;
  }
}
