package io.barometer.model.alert;

import static io.barometer.model.alert.AlertInput.MISSING;
import static io.barometer.model.alert.Comparison.GREATER;
import static io.barometer.model.alert.Comparison.GREATER_OR_EQUAL;
import static io.barometer.model.alert.Comparison.LESS;
import static io.barometer.model.alert.Comparison.LESS_OR_EQUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Level;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

  @ParameterizedTest
  @CsvSource({
    "GREATER, false, false, true, true",
    "GREATER_OR_EQUAL, false, true, true, true",
    "LESS, true, false, false, false",
    "LESS_OR_EQUAL, true, true, false, false"
  })
  void comparesOneBelowAtAndOneAboveTheBound(
      Comparison comparison, boolean below, boolean at, boolean above, boolean upwards) {
    assertThat(comparison.holds(499, 500)).isEqualTo(below);
    assertThat(comparison.holds(500, 500)).isEqualTo(at);
    assertThat(comparison.holds(501, 500)).isEqualTo(above);
    assertThat(comparison.upwards()).isEqualTo(upwards);
  }

  @Test
  void eachConditionHasItsOwnLine() {
    assertThat(new Drop(7, GREATER, 200).canonical()).isEqualTo("drop 7d >200");
    assertThat(new Sustained(LESS_OR_EQUAL, 400, 14).canonical()).isEqualTo("sustained <=400 14d");
    assertThat(new Streak(3).canonical()).isEqualTo("streak 3");
    assertThat(new Crossing(GREATER_OR_EQUAL, 800).canonical()).isEqualTo("crossing >=800");
    assertThat(new Renewal(30, new Level.Any(), "Moderate").canonical())
        .isEqualTo("renewal 30d any Moderate");
    assertThat(new Renewal(60, new Level.Bound(LESS, 700), "").canonical())
        .isEqualTo("renewal 60d <700 ");
  }

  @Test
  void aScoreOnTheSideToWhichACrossingCrossesMatches() {
    var below = new Crossing(LESS, 500);

    assertThat(matches(below, at(499), Given.DAY)).isTrue();
    assertThat(matches(below, at(500), Given.DAY)).isFalse();
    assertThat(matches(below, at(MISSING), Given.DAY)).isFalse();
  }

  @Test
  void aLowScoreMatchesASustainedRuleHoweverNewItIs() {
    var low = new Sustained(LESS, 400, 14);

    assertThat(matches(low, at(399), Given.DAY)).isTrue();
    assertThat(matches(low, at(400), Given.DAY)).isFalse();
    assertThat(matches(low, at(MISSING), Given.DAY)).isFalse();
  }

  @Test
  void aLossMatchesOnTheDaysWhoseWindowHoldsIt() {
    Drop drop = new Drop(7, GREATER, 200);
    AccountMemory fell = Given.rules(drop).score(0, 700).score(1, 450).memory();

    assertThat(matches(drop, fell, Given.DAY + 7)).isTrue();
    assertThat(matches(drop, fell, Given.DAY + 8)).isFalse();
  }

  @Test
  void fallingWeeksMatchUntilAWeekPassesWithoutAFall() {
    Streak streak = new Streak(2);
    AccountMemory fell = Given.rules(streak).score(0, 700).score(7, 600).score(14, 500).memory();

    assertThat(matches(streak, fell, Given.DAY + 14)).isTrue();
    assertThat(matches(streak, fell, Given.DAY + 21)).isFalse();
  }

  @Test
  void aRenewalMatchesFromItsFirstDayAheadToTheDayItself() {
    Renewal risk = new Renewal(60, new Level.Bound(LESS, 700), "");
    AccountMemory renewing = Given.rules(risk).renewing(0, 600, 100).memory();

    assertThat(matches(risk, renewing, Given.DAY + 39)).isFalse();
    assertThat(matches(risk, renewing, Given.DAY + 40)).isTrue();
    assertThat(matches(risk, renewing, Given.DAY + 100)).isTrue();
    assertThat(matches(risk, renewing, Given.DAY + 101)).isFalse();
  }

  private static boolean matches(Condition condition, AccountMemory memory, long day) {
    var rule = new AlertRule("r0", "title", Severity.WARNING, "", condition);
    return AlertPolicy.matches(rule, memory, Given.at(day, 0));
  }

  private static AccountMemory at(int tenths) {
    return Given.rules().score(0, tenths).memory();
  }
}
