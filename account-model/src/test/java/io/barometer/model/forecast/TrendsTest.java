package io.barometer.model.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.score.Direction;
import io.barometer.model.score.Trend;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrendsTest {
  private static final OptionalInt NOTHING = OptionalInt.empty();

  @Test
  void momentum_is_this_change_minus_the_one_before() {
    DailyScores scores = DailyScores.of(100, 700, 690, 680, 650, 620);

    assertThat(WindowTrend.of(scores, 104, 2))
        .isEqualTo(
            new WindowTrend(
                new Trend(2, OptionalInt.of(-60), Direction.DOWN), OptionalInt.of(-40), NOTHING));
  }

  @Test
  void what_is_not_known_leaves_the_others_as_they_are() {
    DailyScores scores = DailyScores.of(100, 700, DailyScores.UNKNOWN, 680, 650, 620);

    assertThat(WindowTrend.of(scores, 104, 2).trend().changeTenths()).hasValue(-60);
    assertThat(WindowTrend.of(scores, 104, 3))
        .isEqualTo(new WindowTrend(new Trend(3, NOTHING, Direction.UNKNOWN), NOTHING, NOTHING));
    assertThat(scores.on(99)).isEmpty();
    assertThat(scores.on(105)).isEmpty();
  }

  @Test
  void the_season_compares_with_the_same_weekday() {
    DailyScores scores =
        Lines.of(day -> 500 + (Math.floorMod(day, 7) == 0 ? 0 : 100) + (day <= -364 ? 30 : 0));

    assertThat(Season.of(scores, Lines.LAST))
        .isEqualTo(new Season(OptionalInt.of(0), OptionalInt.of(-30)));
    assertThat(WindowTrend.of(scores, Lines.LAST, 30).lastYearTenths()).hasValue(-100);
    assertThat(WindowTrend.of(scores, Lines.LAST, 28).lastYearTenths()).hasValue(0);
    assertThat(Season.of(DailyScores.of(100, 1, 2), 101)).isEqualTo(new Season(NOTHING, NOTHING));
  }

  @Test
  void a_streak_counts_weekly_measurements_that_fell() {
    DailyScores falling = Lines.of(day -> day < -21 ? 500 : 500 - (day + 21));

    assertThat(FallingStreak.of(falling, Lines.LAST)).isEqualTo(new FallingStreak(3, 21));
    assertThat(FallingStreak.of(falling, Lines.LAST - 21)).isEqualTo(new FallingStreak(0, 0));
    assertThat(FallingStreak.of(falling, Lines.LAST - 18)).isEqualTo(new FallingStreak(1, 3));
    assertThat(FallingStreak.of(DailyScores.of(100, 5), 100)).isEqualTo(new FallingStreak(0, 0));
  }
}
