package io.barometer.model.alert;

import static io.barometer.model.alert.Comparison.GREATER;
import static io.barometer.model.alert.Comparison.LESS;
import static io.barometer.model.alert.Decision.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Level;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import org.junit.jupiter.api.Test;

/** On which day time alone can change something; days before it ask nobody about the account. */
class DueHoursTest {
  private static final Drop RAPID = new Drop(7, GREATER, 200);

  @Test
  void aFiringDropIsDueOnTheDayOnWhichTheFallLeavesItsWindow() {
    Given given = Given.rules(RAPID).score(0, 700).loss(1, 450, 7, 250);

    assertThat(given.said()).containsExactly("fired r0@2");
    assertThat(given.dueDay()).isEqualTo(8);
  }

  @Test
  void aDropThatCannotHoldAnyMoreIsNeverDue() {
    assertThat(Given.rules(RAPID).score(0, 700).score(1, 650).dueDay()).isEqualTo(NEVER);
  }

  @Test
  void aStreakIsDueAWholeWeekAfterItsLastFall() {
    Given given = Given.rules(new Streak(2)).score(0, 700).score(7, 600).weekly(14, 500, 600, 700);

    assertThat(given.said()).containsExactly("fired r0@3");
    assertThat(given.dueDay()).isEqualTo(21);
  }

  @Test
  void aLowScoreIsDueOnTheDayAfterItsTimeIsOverUntilItFires() {
    Given given = Given.rules(new Sustained(LESS, 400, 14)).score(0, 399);
    assertThat(given.dueDay()).isEqualTo(15);

    assertThat(given.dayBegan(15).said()).containsExactly("fired r0@2");
    assertThat(given.dueDay()).isEqualTo(NEVER);
  }

  @Test
  void aScoreThatIsNotLowIsNeverDue() {
    assertThat(Given.rules(new Sustained(LESS, 400, 14)).score(0, 400).dueDay()).isEqualTo(NEVER);
  }

  @Test
  void aCrossingIsNeverDue() {
    assertThat(Given.rules(new Crossing(LESS, 500)).score(0, 600).score(1, 400).dueDay())
        .isEqualTo(NEVER);
  }

  @Test
  void aRenewalIsDueWhenItsTimeBeginsAndTheDayAfterIt() {
    Given given = Given.rules(new Renewal(60, new Level.Bound(LESS, 700), ""));

    assertThat(given.renewing(0, 600, 100).dueDay()).isEqualTo(40);
    assertThat(given.dayBegan(40).said()).containsExactly("fired r0@2");
    assertThat(given.dueDay()).isEqualTo(101);
  }

  @Test
  void aRenewalThatBeginsTomorrowOrEndsTomorrowIsDueTomorrow() {
    var risk = new Renewal(60, new Level.Bound(LESS, 700), "");

    assertThat(Given.rules(risk).renewing(0, 600, 61).dueDay()).isEqualTo(1);
    assertThat(Given.rules(risk).renewing(0, 600, 0).dueDay()).isEqualTo(1);
  }

  @Test
  void aRenewalWhoseScoreIsGoodOrWhoseDateIsNotKnownIsNeverDue() {
    var risk = new Renewal(60, new Level.Bound(LESS, 700), "");

    assertThat(Given.rules(risk).renewing(0, 700, 100).dueDay()).isEqualTo(NEVER);
    assertThat(Given.rules(risk).score(0, 600).dueDay()).isEqualTo(NEVER);
  }

  @Test
  void theEarliestOfAllRulesCounts() {
    Given given =
        Given.rules(new Sustained(LESS, 400, 14), new Renewal(60, new Level.Bound(LESS, 700), ""));

    assertThat(given.renewing(0, 300, 70).dueDay()).isEqualTo(10);
  }
}
