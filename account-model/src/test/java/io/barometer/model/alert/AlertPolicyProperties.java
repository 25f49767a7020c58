package io.barometer.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.AlertInput.DayBegan;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AlertPolicyProperties {

  private record Step(int daysLater, int tenths, int loss7, int loss30, int renewalIn) {}

  @Property(tries = 300)
  void replayingTwiceIsIdentical(@ForAll("histories") List<AlertInput> history) {
    assertThat(run(history, true)).isEqualTo(run(history, true));
  }

  @Property(tries = 300)
  void rememberedBytesGiveTheMemoryBack(@ForAll("histories") List<AlertInput> history) {
    AccountMemory memory = AccountMemory.BLANK;
    for (AlertInput input : history) {
      memory = AlertPolicy.decide(DefaultRules.all(), memory, input).memory();
      AccountMemory back = AccountMemory.decoded(memory.encoded());
      assertThat(back).isEqualTo(memory);
      assertThat(back.encoded()).isEqualTo(memory.encoded());
    }
  }

  @Property(tries = 300)
  void firedAndResolvedAlternatePerRule(@ForAll("histories") List<AlertInput> history) {
    Set<String> open = new HashSet<>();
    for (Transition transition : run(history, true)) {
      switch (transition) {
        case Transition.Fired f -> assertThat(open.add(f.rule().name())).isTrue();
        case Transition.Resolved r -> assertThat(open.remove(r.rule().name())).isTrue();
        case Transition.Withdrawn w -> assertThat(open.remove(w.rule().name())).isTrue();
        case Transition.Confirmed c -> assertThat(open).contains(c.rule().name());
      }
    }
  }

  @Property(tries = 300)
  void episodesAreUniquePerRule(@ForAll("histories") List<AlertInput> history) {
    Set<String> ids = new HashSet<>();
    for (Transition transition : run(history, true)) {
      if (transition instanceof Transition.Fired fired) {
        assertThat(ids.add(fired.rule().name() + fired.episode())).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void daysBeforeTheDueDayChangeNothing(@ForAll("histories") List<AlertInput> history) {
    assertThat(run(history, false)).isEqualTo(run(history, true));
  }

  /**
   * Feeds the history with a start of day before each new day, to every day or to due days only.
   */
  private static List<Transition> run(List<AlertInput> history, boolean everyDay) {
    List<Transition> transitions = new ArrayList<>();
    AccountMemory memory = AccountMemory.BLANK;
    long due = Decision.NEVER;
    for (AlertInput input : history) {
      if (input instanceof DayBegan && !everyDay && due > 24 * input.day()) {
        continue;
      }
      Decision decision = AlertPolicy.decide(DefaultRules.all(), memory, input);
      transitions.addAll(decision.transitions());
      memory = decision.memory();
      due = decision.dueHour();
    }
    return transitions;
  }

  @Provide
  Arbitrary<List<AlertInput>> histories() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.integers().between(0, 20),
                Arbitraries.frequencyOf(
                    net.jqwik.api.Tuple.of(1, Arbitraries.just(AlertInput.MISSING)),
                    net.jqwik.api.Tuple.of(9, Arbitraries.integers().between(0, 1000))),
                Arbitraries.integers().between(-300, 300),
                Arbitraries.integers().between(-300, 300),
                Arbitraries.integers().between(-1, 90))
            .as(Step::new);
    return step.list().ofMaxSize(30).map(AlertPolicyProperties::history);
  }

  private static List<AlertInput> history(List<Step> steps) {
    List<AlertInput> inputs = new ArrayList<>();
    long day = Given.DAY;
    long sequence = 0;
    List<Integer> scores = new ArrayList<>();
    for (Step step : steps) {
      for (int i = 0; i < step.daysLater(); i++) {
        inputs.add(new DayBegan(++sequence, day + i));
      }
      day += step.daysLater();
      int previous = scores.isEmpty() ? AlertInput.MISSING : scores.getLast();
      scores.add(step.tenths());
      inputs.add(
          new ScoreMoved(
              ++sequence,
              Given.at(day, 3_600),
              step.tenths(),
              previous,
              Given.band(step.tenths()),
              Map.of(7, step.loss7(), 30, step.loss30()),
              scores.reversed().stream().limit(4).toList(),
              step.renewalIn() < 0 ? AlertInput.NO_RENEWAL : day + step.renewalIn()));
      day++;
    }
    return inputs;
  }
}
