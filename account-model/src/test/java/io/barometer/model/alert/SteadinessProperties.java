package io.barometer.model.alert;

import static io.barometer.model.alert.Comparison.GREATER;
import static io.barometer.model.alert.Comparison.LESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.AlertInput.DayBegan;
import io.barometer.model.alert.AlertInput.EventTold;
import io.barometer.model.alert.AlertInput.HourBegan;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import io.barometer.model.alert.AlertInput.SourceHeard;
import io.barometer.model.alert.Condition.CoverageLost;
import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Happened;
import io.barometer.model.alert.Condition.Silence;
import io.barometer.model.alert.Condition.Standing;
import io.barometer.model.alert.Condition.Sustained;
import io.barometer.model.alert.PastAlerts.Episode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Rules of every kind over random histories of hours, days, scores, events and sources. */
class SteadinessProperties {
  private static final int CLEAR = 550;

  private record Step(int hoursLater, int tenths, int coverage, int kind) {}

  @Property(tries = 300)
  void hoursBeforeTheDueHourChangeNothing(
      @ForAll("histories") List<AlertInput> history,
      @ForAll @IntRange(min = 0, max = 30) int hold,
      @ForAll @IntRange(min = 0, max = 60) int coolDown) {
    List<AlertRule> rules = rules(hold, coolDown);

    assertThat(run(rules, history, false)).isEqualTo(run(rules, history, true));
  }

  @Property(tries = 300)
  void rememberedBytesGiveTheMemoryBack(
      @ForAll("histories") List<AlertInput> history,
      @ForAll @IntRange(min = 0, max = 30) int hold) {
    AccountMemory memory = AccountMemory.BLANK;
    for (AlertInput input : history) {
      memory = AlertPolicy.decide(rules(hold, 24), memory, input).memory();
      AccountMemory back = AccountMemory.decoded(memory.encoded());
      assertThat(back).isEqualTo(memory);
      assertThat(back.encoded()).isEqualTo(memory.encoded());
    }
  }

  @Property(tries = 300)
  void betweenTheEndOfAnAlertAndTheNextLiesTheCoolDown(
      @ForAll("histories") List<AlertInput> history,
      @ForAll @IntRange(min = 0, max = 30) int hold,
      @ForAll @IntRange(min = 1, max = 60) int coolDown) {
    Map<String, Instant> ended = new HashMap<>();
    for (Transition transition : run(rules(hold, coolDown), history, true)) {
      String rule = transition.rule().name();
      if (transition instanceof Transition.Resolved resolved) {
        ended.put(rule, resolved.time());
      }
      if (transition instanceof Transition.Fired fired && ended.containsKey(rule)) {
        assertThat(Duration.between(ended.get(rule), fired.time()))
            .isGreaterThanOrEqualTo(Duration.ofHours(coolDown));
      }
    }
  }

  @Property(tries = 300)
  void insideTheBandNothingBeginsAndNothingEnds(@ForAll("histories") List<AlertInput> history) {
    AlertRule rule =
        rule(new Standing(LESS, 500), new Steadiness(CLEAR, Duration.ZERO, Duration.ZERO));
    AccountMemory memory = AccountMemory.BLANK;
    for (AlertInput input : history) {
      Decision decision = AlertPolicy.decide(List.of(rule), memory, input);
      memory = decision.memory();
      if (memory.lastTenths() >= 500 && memory.lastTenths() < CLEAR) {
        assertThat(decision.transitions()).isEmpty();
      }
    }
  }

  @Property(tries = 200)
  void dayAfterDayTellsWhatAReplayTells(@ForAll("days") List<Integer> scores) {
    List<AlertRule> rules =
        List.of(
            named("level", new Standing(LESS, 500), new Steadiness(CLEAR, Duration.ZERO, days(3))),
            named("drop", new Drop(7, GREATER, 200), new Steadiness(100, days(2), Duration.ZERO)),
            named("low", new Sustained(LESS, 400, 5), Steadiness.NONE));
    List<String> bands = scores.stream().map(Given::band).toList();
    var days =
        new PastAlerts.Days(
            Given.DAY, scores, bands, scores.stream().map(one -> AlertInput.NO_RENEWAL).toList());
    List<String> whole = told(PastAlerts.of(rules, days));

    List<String> dayByDay = new ArrayList<>();
    for (int day = 1; day <= scores.size(); day++) {
      var known =
          new PastAlerts.Days(
              Given.DAY,
              scores.subList(0, day),
              bands.subList(0, day),
              days.renewalDays().subList(0, day));
      for (Episode episode : PastAlerts.of(rules, known)) {
        if (episode.firedDay() == Given.DAY + day - 1) {
          dayByDay.add(episode.rule().name() + " " + episode.firedDay());
        }
      }
    }

    assertThat(dayByDay).isEqualTo(whole);
  }

  private static List<String> told(List<Episode> episodes) {
    return episodes.stream().map(one -> one.rule().name() + " " + one.firedDay()).toList();
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static List<AlertRule> rules(int hold, int coolDown) {
    var steady = new Steadiness(null, Duration.ofHours(hold), Duration.ofHours(coolDown));
    var cleared = new Steadiness(CLEAR, Duration.ofHours(hold), Duration.ofHours(coolDown));
    return List.of(
        named("crossing", new Crossing(LESS, 500), cleared),
        named("drop", new Drop(7, GREATER, 200), steady),
        named("low", new Sustained(LESS, 400, 2), cleared),
        named("level", new Standing(LESS, 500), cleared),
        named("coverage", new CoverageLost(LESS, 60), steady),
        named("silence", new Silence("check.a", 5), steady),
        named(
            "event",
            new Happened("left", new TreeMap<>(), 1, new TreeMap<>(Map.of("back", "true"))),
            steady));
  }

  private static AlertRule rule(Condition condition, Steadiness steadiness) {
    return named("r", condition, steadiness);
  }

  private static AlertRule named(String name, Condition condition, Steadiness steadiness) {
    return new AlertRule(name, name, Severity.INFO, "", "", condition, steadiness);
  }

  /** With every hour and day, or with those only on which something is due. */
  private static List<Transition> run(
      List<AlertRule> rules, List<AlertInput> history, boolean everyHour) {
    List<Transition> transitions = new ArrayList<>();
    AccountMemory memory = AccountMemory.BLANK;
    long due = Decision.NEVER;
    for (AlertInput input : history) {
      boolean tick = input instanceof DayBegan || input instanceof HourBegan;
      if (tick && !everyHour && due > input.time().getEpochSecond() / 3_600) {
        continue;
      }
      Decision decision = AlertPolicy.decide(rules, memory, input);
      transitions.addAll(decision.transitions());
      memory = decision.memory();
      due = decision.dueHour();
    }
    return transitions;
  }

  @Provide
  Arbitrary<List<Integer>> days() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(1, Arbitraries.just(AlertInput.MISSING)),
            net.jqwik.api.Tuple.of(9, Arbitraries.integers().between(300, 700)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<AlertInput>> histories() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.integers().between(0, 40),
                Arbitraries.frequencyOf(
                    net.jqwik.api.Tuple.of(1, Arbitraries.just(AlertInput.MISSING)),
                    net.jqwik.api.Tuple.of(9, Arbitraries.integers().between(300, 700))),
                Arbitraries.integers().between(40, 80),
                Arbitraries.integers().between(0, 6))
            .as(Step::new);
    return step.list().ofMaxSize(30).map(SteadinessProperties::history);
  }

  private static List<AlertInput> history(List<Step> steps) {
    List<AlertInput> inputs = new ArrayList<>();
    long hour = 24 * Given.DAY;
    int previous = AlertInput.MISSING;
    for (Step step : steps) {
      for (int i = 0; i < step.hoursLater(); i++) {
        hour++;
        long sequence = inputs.size() + 1L;
        inputs.add(
            hour % 24 == 0
                ? new DayBegan(sequence, hour / 24)
                : new HourBegan(sequence, Instant.ofEpochSecond(3_600 * hour)));
      }
      Instant now = Instant.ofEpochSecond(3_600 * hour + inputs.size());
      inputs.add(input(inputs.size() + 1L, now, step, previous));
      previous = inputs.getLast() instanceof ScoreMoved ? step.tenths() : previous;
    }
    return inputs;
  }

  private static AlertInput input(long sequence, Instant now, Step step, int previous) {
    return switch (step.kind()) {
      case 0 -> new EventTold(sequence, now, "e" + sequence, "left", Map.of());
      case 1 -> new EventTold(sequence, now, "e" + sequence, "left", Map.of("back", "true"));
      case 2 -> new SourceHeard(sequence, now, "check.a");
      default ->
          new ScoreMoved(
              sequence,
              now,
              step.tenths(),
              previous,
              Given.band(step.tenths()),
              Map.of(7, step.tenths() - 400),
              List.of(),
              AlertInput.NO_RENEWAL,
              new Figures(
                  step.coverage(),
                  Map.of("m", 1.0 * step.kind()),
                  Map.of(),
                  Map.of("plan", "pro")));
    };
  }
}
