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

    WindowTrend window = WindowTrend.of(scores, 104, 2);

    assertThat(window.trend()).isEqualTo(new Trend(2, OptionalInt.of(-60), Direction.DOWN));
    assertThat(window.momentumTenths()).hasValue(-40);
    assertThat(window.lastYearTenths()).isEmpty();
  }

  @Test
  void what_is_not_known_leaves_the_others_as_they_are() {
    DailyScores scores = DailyScores.of(100, 700, DailyScores.UNKNOWN, 680, 650, 620);

    assertThat(WindowTrend.of(scores, 104, 2).trend().changeTenths()).hasValue(-60);
    WindowTrend window = WindowTrend.of(scores, 104, 3);
    assertThat(window.trend()).isEqualTo(new Trend(3, NOTHING, Direction.UNKNOWN));
    assertThat(window.momentumTenths()).isEmpty();
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
  void a_window_is_held_against_the_same_days_a_year_ago() {
    DailyScores scores = Lines.of(day -> day < -200 ? 640 : 500 + Math.floorMod(day, 7));

    WindowTrend month = WindowTrend.of(scores, Lines.LAST, 28);
    assertThat(month.mean())
        .isEqualTo(new PeriodMean(Lines.LAST - 27, Lines.LAST, OptionalInt.of(503), 28));
    assertThat(month.lastYearMean())
        .isEqualTo(new PeriodMean(Lines.LAST - 391, Lines.LAST - 364, OptionalInt.of(640), 28));
    assertThat(month.seasonTenths()).hasValue(-137);
  }

  @Test
  void a_mean_is_that_of_the_days_that_are_known() {
    DailyScores scores = DailyScores.of(100, 700, DailyScores.UNKNOWN, 681, 650, 620);

    assertThat(PeriodMean.of(scores, 104, 10))
        .isEqualTo(new PeriodMean(95, 104, OptionalInt.of(663), 4));
    assertThat(PeriodMean.of(scores, 101, 1)).isEqualTo(new PeriodMean(101, 101, NOTHING, 0));
    assertThat(PeriodMean.of(DailyScores.of(1, 10, 11), 2, 2).meanTenths()).hasValue(11);
    assertThat(WindowTrend.of(scores, 104, 10).seasonTenths()).isEmpty();
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
