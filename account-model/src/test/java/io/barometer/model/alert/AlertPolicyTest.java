package io.barometer.model.alert;

import static io.barometer.model.alert.AlertInput.MISSING;
import static io.barometer.model.alert.Comparison.GREATER;
import static io.barometer.model.alert.Comparison.GREATER_OR_EQUAL;
import static io.barometer.model.alert.Comparison.LESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Level;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {

  private static final Drop RAPID = new Drop(7, GREATER, 200);
  private static final Drop DECLINE = new Drop(30, GREATER_OR_EQUAL, 150);
  private static final Sustained LOW = new Sustained(LESS, 400, 14);
  private static final Crossing BELOW_50 = new Crossing(LESS, 500);
  private static final Crossing EXPANSION = new Crossing(GREATER_OR_EQUAL, 800);
  private static final Renewal RISK = new Renewal(60, new Level.Bound(LESS, 700), "");
  private static final Renewal PREP = new Renewal(30, new Level.Any(), "Moderate");

  @Test
  void aLossOfExactly20PointsIn7DaysDoesNotFire() {
    assertThat(Given.rules(RAPID).loss(0, 550, 7, 200).said()).isEmpty();
  }

  @Test
  void aLossOf20Point1In7DaysFires() {
    Given given = Given.rules(RAPID).loss(0, 549, 7, 201);

    assertThat(given.said()).containsExactly("fired r0@1");
    assertThat(given.lastReason())
        .isEqualTo("Lost 20.1 points in 7 days: 75.0 → 54.9 (the rule's bound: more than 20).");
  }

  @Test
  void aLossOfExactly15PointsIn30DaysFiresAnd14Point9DoesNot() {
    assertThat(Given.rules(DECLINE).loss(0, 600, 30, 149).said()).isEmpty();
    assertThat(Given.rules(DECLINE).loss(0, 600, 30, 150).said()).containsExactly("fired r0@1");
  }

  @Test
  void aDropStaysFiringAtTheBoundAndIsResolvedBelowIt() {
    Given given = Given.rules(RAPID).loss(0, 500, 7, 201).loss(1, 501, 7, 200);
    assertThat(given.said()).containsExactly("fired r0@1");

    given.loss(2, 502, 7, 199);
    assertThat(given.said()).containsExactly("fired r0@1", "resolved r0@1");
    assertThat(given.lastReason())
        .isEqualTo("The loss over 7 days is 19.9 points now, the rule's bound is a loss of 20.");
  }

  @Test
  void aDropFiresOnceAndAgainInANewEpisode() {
    Given given =
        Given.rules(RAPID)
            .loss(0, 500, 7, 300)
            .loss(1, 499, 7, 301)
            .loss(2, 600, 7, 50)
            .loss(3, 400, 7, 250);

    assertThat(given.said()).containsExactly("fired r0@1", "resolved r0@1", "fired r0@4");
  }

  @Test
  void onlyTheFirstFiringIsFirst() {
    AlertRule rule = new AlertRule("r", "t", Severity.INFO, "", BELOW_50);
    var rules = java.util.List.of(rule);
    AccountMemory memory = AccountMemory.BLANK;
    var firsts = new java.util.ArrayList<Boolean>();
    int previous = MISSING;
    long sequence = 0;
    for (int tenths : new int[] {600, 400, 600, 400}) {
      Decision decision =
          AlertPolicy.decide(
              rules,
              memory,
              new AlertInput.ScoreMoved(
                  ++sequence,
                  Given.at(Given.DAY + sequence, 0),
                  tenths,
                  previous,
                  "",
                  java.util.Map.of(),
                  java.util.List.of(),
                  AlertInput.NO_RENEWAL));
      for (Transition transition : decision.transitions()) {
        if (transition instanceof Transition.Fired fired) {
          firsts.add(fired.first());
        }
      }
      memory = decision.memory();
      previous = tenths;
    }

    assertThat(firsts).containsExactly(true, false);
  }

  @Test
  void timeAloneResolvesADropWhenTheFallLeavesTheWindow() {
    Given given = Given.rules(RAPID).score(0, 800).score(5, 800).loss(6, 500, 7, 300);
    assertThat(given.dueDay()).isEqualTo(13);

    assertThat(given.dayBegan(12).said()).containsExactly("fired r0@3");
    assertThat(given.dayBegan(13).said()).containsExactly("fired r0@3", "resolved r0@3");
    assertThat(given.dueDay()).isEqualTo(Decision.NEVER);
  }

  @Test
  void fourteenDaysBelow40DoNotFireAndASecondMoreDoes() {
    Given given = Given.rules(LOW).score(0, 399).score(Given.at(Given.DAY + 14, 0), 380);
    assertThat(given.said()).isEmpty();

    given.score(Given.at(Given.DAY + 14, 1), 379);
    assertThat(given.said()).containsExactly("fired r0@3");
    assertThat(given.lastReason())
        .isEqualTo(
            "The score is 37.9 and has been below 40 since 1 Mar 2016, for more than 14 days.");
  }

  @Test
  void aScoreOfExactly40IsNotBelow40() {
    assertThat(Given.rules(LOW).score(0, 399).score(7, 400).score(15, 399).said()).isEmpty();
  }

  @Test
  void aSustainedLowFiresAtTheStartOfADayWithoutAnyChange() {
    Given given = Given.rules(LOW).score(Given.at(Given.DAY, 36_000), 300);
    assertThat(given.dueDay()).isEqualTo(15);

    assertThat(given.dayBegan(14).said()).isEmpty();
    assertThat(given.dayBegan(15).said()).containsExactly("fired r0@3");
  }

  @Test
  void aSustainedLowIsResolvedAtTheLevel() {
    Given given = Given.rules(LOW).score(0, 300).dayBegan(15).score(16, 400);

    assertThat(given.said()).containsExactly("fired r0@2", "resolved r0@2");
    assertThat(given.lastReason()).isEqualTo("The score is 40.0, no longer below 40.");
  }

  @Test
  void unknownBetweenLowsCountsAnew() {
    Given given =
        Given.rules(LOW).score(0, 300).score(10, MISSING).score(11, 300).dayBegan(20).dayBegan(25);
    assertThat(given.said()).isEmpty();

    assertThat(given.dayBegan(26).said()).containsExactly("fired r0@6");
  }

  @Test
  void threeFallsInARowFire() {
    Given given = Given.rules(new Streak(3)).weekly(0, 400, 401, 410, 420);

    assertThat(given.said()).containsExactly("fired r0@1");
    assertThat(given.lastReason()).isEqualTo("Fell 3 weeks in a row: 42.0 → 41.0 → 40.1 → 40.0.");
  }

  @Test
  void aRiseBetweenFallsResetsTheStreak() {
    assertThat(Given.rules(new Streak(3)).weekly(0, 400, 410, 405, 420).said()).isEmpty();
  }

  @Test
  void anEqualMeasurementIsNoFall() {
    assertThat(Given.rules(new Streak(3)).weekly(0, 400, 410, 410, 420).said()).isEmpty();
  }

  @Test
  void aMissingMeasurementIsNoFall() {
    assertThat(Given.rules(new Streak(3)).weekly(0, 400, 410, 420, MISSING).said()).isEmpty();
  }

  @Test
  void timeAloneResolvesAStreakWhenAWeekPassesWithoutAFall() {
    Given given =
        Given.rules(new Streak(3))
            .score(0, 430)
            .score(7, 420)
            .score(14, 410)
            .weekly(21, 400, 410, 420, 430);
    assertThat(given.dueDay()).isEqualTo(28);

    assertThat(given.dayBegan(28).said()).containsExactly("fired r0@4", "resolved r0@4");
    assertThat(given.lastReason())
        .isEqualTo("The weekly measurements no longer fall: 40.0, then 40.0.");
  }

  @Test
  void aFallBelow50FiresAndExactly50DoesNot() {
    assertThat(Given.rules(BELOW_50).score(0, 501).score(1, 500).said()).isEmpty();
    Given given = Given.rules(BELOW_50).score(0, 500).score(1, 499);

    assertThat(given.said()).containsExactly("fired r0@2");
    assertThat(given.lastReason()).isEqualTo("Fell below 50: 50.0 → 49.9.");
  }

  @Test
  void aFirstScoreFiresNoCrossing() {
    assertThat(Given.rules(BELOW_50, EXPANSION).score(0, 100).said()).isEmpty();
    assertThat(Given.rules(BELOW_50, EXPANSION).score(0, 900).said()).isEmpty();
  }

  @Test
  void unknownIsOnNeitherSideOfACrossing() {
    Given given = Given.rules(BELOW_50).score(0, 600).score(1, MISSING).score(2, 400);
    assertThat(given.said()).isEmpty();

    Given firing = Given.rules(BELOW_50).score(0, 600).score(1, 400).score(2, MISSING);
    assertThat(firing.said()).containsExactly("fired r0@2");
    assertThat(firing.score(3, 500).said()).containsExactly("fired r0@2", "resolved r0@2");
  }

  @Test
  void aRiseToExactly80Fires() {
    assertThat(Given.rules(EXPANSION).score(0, 799).score(1, 800).said())
        .containsExactly("fired r0@2");
  }

  @Test
  void aCrossingIsResolvedOnTheOtherSide() {
    Given given = Given.rules(BELOW_50).score(0, 600).score(1, 400).score(2, 450).score(3, 500);

    assertThat(given.said()).containsExactly("fired r0@2", "resolved r0@2");
    assertThat(given.lastReason()).isEqualTo("The score is 50.0, no longer less than 50.");
  }

  @Test
  void sixtyDaysBeforeTheRenewalAScoreBelow70Fires() {
    Given given = Given.rules(RISK).renewing(0, 699, 61);
    assertThat(given.said()).isEmpty();
    assertThat(given.dueDay()).isEqualTo(1);

    assertThat(given.dayBegan(1).said()).containsExactly("fired r0@2");
    assertThat(given.lastReason())
        .isEqualTo(
            "Renews in 60 days, on 1 May 2016, with a score of 69.9 (Moderate), less than 70.");
  }

  @Test
  void aScoreOfExactly70IsNoRenewalRisk() {
    assertThat(Given.rules(RISK).renewing(0, 700, 30).said()).isEmpty();
  }

  @Test
  void renewalPrepNeedsTheBand() {
    assertThat(Given.rules(PREP).renewing(0, 760, 30).said()).isEmpty();
    assertThat(Given.rules(PREP).renewing(0, 600, 30).said()).containsExactly("fired r0@1");
    assertThat(Given.rules(PREP).renewing(0, 600, 31).said()).isEmpty();
  }

  @Test
  void aRenewalRuleIsResolvedTheDayAfterTheRenewal() {
    Given given = Given.rules(RISK).renewing(0, 500, 10);
    assertThat(given.dueDay()).isEqualTo(11);

    assertThat(given.dayBegan(10).said()).containsExactly("fired r0@1");
    assertThat(given.dayBegan(11).said()).containsExactly("fired r0@1", "resolved r0@1");
    assertThat(given.lastReason()).isEqualTo("The renewal date, 11 Mar 2016, has passed.");
  }

  @Test
  void aRuleThatIsNoLongerGivenIsForgottenWithoutATransition() {
    AccountMemory firing = Given.rules(BELOW_50).score(0, 600).score(1, 400).memory();

    Decision decision =
        AlertPolicy.decide(java.util.List.of(), firing, new AlertInput.DayBegan(3, Given.DAY + 2));

    assertThat(decision.transitions()).isEmpty();
    assertThat(decision.memory().firingEpisodes()).isEmpty();
    assertThat(firing.firingEpisodes()).containsExactly(java.util.Map.entry("r0", 2L));
  }
}
