package io.barometer.model.alert;

import static io.barometer.model.alert.Comparison.GREATER;
import static io.barometer.model.alert.Comparison.LESS;
import static io.barometer.model.alert.Comparison.LESS_OR_EQUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.AlertInput.HourBegan;
import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Standing;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The field's boundaries, and what keeps rules from flapping. */
class SteadinessTest {
  private static final Standing BELOW_50 = new Standing(LESS, 500);

  @Test
  void aLossOfExactly20DoesNotFireAnd20Point1Does() {
    Drop rapid = new Drop(7, GREATER, 200);

    assertThat(Given.rules(rapid).loss(0, 600, 7, 200).said()).isEmpty();
    assertThat(Given.rules(rapid).loss(0, 599, 7, 201).said()).containsExactly("fired r0@1");
  }

  @Test
  void fourteenDaysDoNotFireAndFourteenDaysAndASecondDo() {
    Given given = Given.rules(new Sustained(LESS, 400, 14)).score(0, 399);

    assertThat(given.put(new HourBegan(2, Given.at(Given.DAY + 14, 0))).said()).isEmpty();
    assertThat(given.put(new HourBegan(3, Given.at(Given.DAY + 14, 1))).said())
        .containsExactly("fired r0@3");
  }

  @Test
  void aRiseBetweenFallsResetsTheStreak() {
    Given given = Given.rules(new Streak(3));

    assertThat(given.weekly(0, 500, 600, 590, 700).said()).isEmpty();
    assertThat(given.weekly(1, 500, 600, 650, 700).said()).containsExactly("fired r0@2");
    assertThat(given.weekly(2, 510, 500, 600, 650).said())
        .containsExactly("fired r0@2", "resolved r0@2");
  }

  @Test
  void aLevelHoldsWithoutACrossing() {
    assertThat(Given.rules(BELOW_50).score(0, 499).said()).containsExactly("fired r0@1");
    assertThat(Given.rules(BELOW_50).score(0, 500).said()).isEmpty();
    assertThat(Given.rules(new Standing(LESS_OR_EQUAL, 500)).score(0, 500).said())
        .containsExactly("fired r0@1");
  }

  @Test
  void betweenTheBoundAndTheClearBoundAnOpenAlertStaysOpen() {
    Given given = Given.rule(BELOW_50, steady(550, 0, 0)).score(0, 480).score(1, 549).score(2, 490);
    assertThat(given.said()).containsExactly("fired r0@1");

    assertThat(given.score(3, 550).said()).containsExactly("fired r0@1", "resolved r0@1");
    assertThat(given.lastReason()).isEqualTo("The score is 55.0, no longer less than 55.");
    assertThat(given.score(4, 540).said()).hasSize(2);
    assertThat(given.score(5, 499).said())
        .containsExactly("fired r0@1", "resolved r0@1", "fired r0@6");
  }

  @Test
  void aDropEndsBelowItsClearLoss() {
    Given given =
        Given.rule(new Drop(7, GREATER, 200), steady(100, 0, 0))
            .loss(0, 500, 7, 201)
            .loss(1, 590, 7, 100);
    assertThat(given.said()).containsExactly("fired r0@1");

    assertThat(given.loss(2, 591, 7, 99).said()).containsExactly("fired r0@1", "resolved r0@1");
    assertThat(given.lastReason())
        .isEqualTo("The loss over 7 days is 9.9 points now, less than 10.");
  }

  @Test
  void whatHasToLastFiresWhenItHas() {
    Given given = Given.rule(BELOW_50, steady(null, 3, 0)).score(0, 480);
    assertThat(given.dueDay()).isEqualTo(3);

    assertThat(given.dayBegan(2).said()).isEmpty();
    assertThat(given.dayBegan(3).said()).containsExactly("fired r0@3");
  }

  @Test
  void whatDoesNotLastBeginsAnew() {
    Given given =
        Given.rule(BELOW_50, steady(600, 3, 0))
            .score(0, 480)
            .score(2, 510)
            .score(2, 480)
            .dayBegan(3)
            .dayBegan(4);
    assertThat(given.said()).isEmpty();

    assertThat(given.dayBegan(5).said()).containsExactly("fired r0@6");
  }

  @Test
  void aCrossingThatLastsFires() {
    Given given =
        Given.rule(new Crossing(LESS, 500), steady(null, 2, 0)).score(0, 600).score(1, 480);

    assertThat(given.dayBegan(2).said()).isEmpty();
    assertThat(given.dayBegan(3).said()).containsExactly("fired r0@4");
    assertThat(given.lastReason()).isEqualTo("The score is 48.0 (At Risk): less than 50.");
  }

  @Test
  void aRuleThatCoolsDownFiresAfterwardsWhatStillHolds() {
    Given given =
        Given.rule(BELOW_50, steady(null, 0, 5)).score(0, 480).score(1, 500).score(2, 480);
    assertThat(given.said()).containsExactly("fired r0@1", "resolved r0@1");
    assertThat(given.dueDay()).isEqualTo(6);

    assertThat(given.dayBegan(5).said()).hasSize(2);
    assertThat(given.dayBegan(6).said())
        .containsExactly("fired r0@1", "resolved r0@1", "fired r0@5");
  }

  @Test
  void whatEndsWhileTheRuleCoolsDownIsNotTold() {
    Given given =
        Given.rule(BELOW_50, steady(null, 0, 5))
            .score(0, 480)
            .score(1, 500)
            .score(2, 480)
            .score(3, 500)
            .dayBegan(6);

    assertThat(given.said()).containsExactly("fired r0@1", "resolved r0@1");
  }

  @Test
  void aWithdrawnAlertStartsNoCoolDown() {
    Given given = Given.rule(BELOW_50, steady(null, 0, 5)).score(0, 480).corrected(1, 600, 600);
    assertThat(given.said()).containsExactly("fired r0@1", "withdrawn r0@1");

    assertThat(given.score(2, 480).said())
        .containsExactly("fired r0@1", "withdrawn r0@1", "fired r0@3");
  }

  @Test
  void aCorrectionThatBreaksWhatHadToLastWithdraws() {
    Given given =
        Given.rule(BELOW_50, steady(null, 3, 0))
            .score(0, 480)
            .score(2, 470)
            .dayBegan(3)
            .corrected(4, 470, 520, null);

    assertThat(given.said()).containsExactly("fired r0@3", "withdrawn r0@3");
  }

  private static Steadiness steady(
      @org.jspecify.annotations.Nullable Integer clear, int hold, int coolDown) {
    return new Steadiness(clear, Duration.ofDays(hold), Duration.ofDays(coolDown));
  }
}
