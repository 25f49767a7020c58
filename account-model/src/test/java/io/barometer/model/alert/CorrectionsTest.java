package io.barometer.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Sustained;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CorrectionsTest {
  private static final Condition BELOW_50 = new Crossing(Comparison.LESS, 500);
  private static final Condition ABOVE_80 = new Crossing(Comparison.GREATER_OR_EQUAL, 800);
  private static final Condition LOW = new Sustained(Comparison.LESS, 400, 14);
  private static final Condition LOST_20 = new Drop(7, Comparison.GREATER, 200);

  @Test
  void an_alert_that_would_not_have_fired_is_withdrawn_and_says_why() {
    var given = Given.rules(BELOW_50).score(0, 600).score(1, 420).corrected(2, 710, 710);

    assertThat(given.said()).containsExactly("fired r0@2", "withdrawn r0@2");
    assertThat(given.lastReason())
        .isEqualTo(
            "The data was corrected: the score was 42.0, without the retracted event it is 71.0.");
    assertThat(given.memory().firingEpisodes()).isEmpty();
    assertThat(given.score(3, 400).said()).last().isEqualTo("fired r0@4");
  }

  @Test
  void an_alert_that_would_have_fired_as_well_stands_and_says_so() {
    var given = Given.rules(BELOW_50).score(0, 600).score(1, 420).corrected(2, 380, 380);

    assertThat(given.said()).containsExactly("fired r0@2", "confirmed r0@2");
    assertThat(given.lastReason()).endsWith("it is 38.0. The alert stands.");
    assertThat(given.memory().firingEpisodes()).containsEntry("r0", 2L);
  }

  @Test
  void an_alert_whose_score_stands_is_left_to_the_score_of_now() {
    var given = Given.rules(BELOW_50).score(0, 600).score(1, 420).score(2, 410);

    assertThat(given.corrected(3, 450, 440).said()).containsExactly("fired r0@2");
    assertThat(given.corrected(4, 550, 550).said()).last().isEqualTo("resolved r0@2");
  }

  @Test
  void what_only_the_correction_moved_crosses_nothing() {
    var rise = Given.rules(ABOVE_80).score(0, 420).corrected(1, 850, 850);
    assertThat(rise.said()).isEmpty();

    var moved = Given.rules(ABOVE_80).score(0, 420).corrected(1, 850, 790);
    assertThat(moved.said()).containsExactly("fired r0@2");
  }

  @Test
  void days_to_come_are_held_against_corrected_days() {
    var given = Given.rules(LOST_20).score(0, 600).score(1, 950).corrected(3, 600, 600);
    given.dayBegan(4).dayBegan(5).dayBegan(8);

    assertThat(given.said()).isEmpty();
  }

  @Test
  void a_sustained_low_that_was_not_low_all_the_time_is_withdrawn_and_counts_anew() {
    var given = Given.rules(LOW).score(0, 390).score(5, 380).score(9, 370).dayBegan(15);
    assertThat(given.said()).containsExactly("fired r0@4");

    assertThat(given.corrected(16, 370, 390, null).said()).last().isEqualTo("confirmed r0@4");
    assertThat(given.corrected(17, 370, 450, null, null).said()).last().isEqualTo("withdrawn r0@4");
    var touched = Given.rules(LOW).score(0, 390).score(5, 380).score(9, 370).dayBegan(15);
    touched.corrected(16, 360, 450, 360);
    assertThat(touched.said()).containsExactly("fired r0@4", "withdrawn r0@4");
    touched.dayBegan(23);
    assertThat(touched.said()).hasSize(2);
    touched.dayBegan(24);
    assertThat(touched.said()).last().isEqualTo("fired r0@7");
  }

  @Property(tries = 300)
  void alerts_open_and_close_in_turn_and_replays_decide_the_same(
      @ForAll("steps") List<Step> steps) {
    List<String> said = run(steps);

    assertThat(run(steps)).isEqualTo(said);
    Set<String> open = new HashSet<>();
    for (String one : said) {
      String alert = one.substring(one.indexOf(' ') + 1);
      String rule = alert.substring(0, alert.indexOf('@'));
      if (one.startsWith("fired")) {
        assertThat(open.add(rule)).isTrue();
      } else if (one.startsWith("confirmed")) {
        assertThat(open).contains(rule);
      } else {
        assertThat(open.remove(rule)).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void a_correction_that_takes_nothing_back_is_a_score_like_any_other(
      @ForAll("steps") List<Step> steps) {
    var plain = Given.rules(BELOW_50, ABOVE_80, LOW, LOST_20);
    var corrected = Given.rules(BELOW_50, ABOVE_80, LOW, LOST_20);
    long day = 0;
    for (Step step : steps) {
      day += step.days;
      plain.score(day, step.tenths);
      corrected.corrected(day, step.tenths);
    }

    assertThat(corrected.said()).isEqualTo(plain.said());
    assertThat(corrected.memory()).isEqualTo(plain.memory());
  }

  /** The next score, and what the last entries would have said; −2 where one stands. */
  record Step(int days, int tenths, List<Integer> instead) {}

  private static List<String> run(List<Step> steps) {
    var given = Given.rules(BELOW_50, ABOVE_80, LOW, LOST_20);
    long day = 0;
    int told = 0;
    for (Step step : steps) {
      for (int i = 0; i < step.days; i++) {
        given.dayBegan(++day);
      }
      List<Integer> instead = new ArrayList<>();
      step.instead.stream()
          .limit(told)
          .forEach(tenths -> instead.add(tenths == -2 ? null : tenths));
      if (instead.isEmpty()) {
        given.score(day, step.tenths);
      } else {
        given.corrected(day, step.tenths, instead.toArray(Integer[]::new));
      }
      told++;
    }
    return given.said();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> tenths = Arbitraries.integers().between(-1, 1000);
    Arbitrary<Integer> instead = Arbitraries.integers().between(-2, 1000);
    return Combinators.combine(
            Arbitraries.integers().between(0, 9),
            tenths,
            Arbitraries.oneOf(Arbitraries.just(List.<Integer>of()), instead.list().ofMaxSize(4)))
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }
}
