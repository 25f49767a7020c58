package io.barometer.model.alert;

import static io.barometer.model.alert.AlertInput.MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DayScoresTest {
  private static final DayScores SCORES =
      DayScores.EMPTY.with(10, 500, 0).with(20, 400, 0).with(30, 300, 0);

  @Test
  void aScoreHoldsFromItsDayToTheDayBeforeTheNext() {
    assertThat(SCORES.at(9)).isEqualTo(MISSING);
    assertThat(SCORES.at(10)).isEqualTo(500);
    assertThat(SCORES.at(19)).isEqualTo(500);
    assertThat(SCORES.at(20)).isEqualTo(400);
    assertThat(SCORES.at(31)).isEqualTo(300);
  }

  @Test
  void theScoreThatHoldsOnTheFirstDayAskedForIsKept() {
    assertThat(SCORES.with(40, 200, 19)).hasToString("[10, 20, 30, 40][500, 400, 300, 200]");
    assertThat(SCORES.with(40, 200, 20)).hasToString("[20, 30, 40][400, 300, 200]");
    assertThat(SCORES.with(40, 200, 35)).hasToString("[30, 40][300, 200]");
  }

  @Test
  void theSameScoreAgainIsNoChange() {
    assertThat(SCORES.with(40, 300, 0)).isEqualTo(SCORES);
  }

  @Test
  void aSecondScoreOfADayReplacesTheFirst() {
    assertThat(SCORES.with(30, 350, 0)).hasToString("[10, 20, 30][500, 400, 350]");
    assertThat(SCORES.with(25, 350, 0)).hasToString("[10, 20, 30][500, 400, 350]");
    assertThat(SCORES.with(30, 400, 0)).hasToString("[10, 20][500, 400]");
  }

  @Test
  void otherDaysOrOtherScoresAreNotEqual() {
    assertThat(SCORES.with(40, 200, 0)).isNotEqualTo(SCORES.with(41, 200, 0));
    assertThat(SCORES.with(40, 200, 0)).isNotEqualTo(SCORES.with(40, 201, 0));
    assertThat(SCORES.hashCode())
        .isEqualTo(DayScores.EMPTY.with(10, 500, 0).with(20, 400, 0).with(30, 300, 0).hashCode());
  }
}
