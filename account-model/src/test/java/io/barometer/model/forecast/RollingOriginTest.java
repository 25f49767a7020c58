package io.barometer.model.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RollingOriginTest {
  private static final DailyScores FALLING = Lines.of(day -> 100 - day);

  /** Up for 30 days and down for 30, a tenth a day. */
  private static final DailyScores TURNING =
      Lines.of(day -> day < -390 ? 100 - day : 460 + Math.abs(Math.floorMod(day, 60) - 30));

  @Test
  void a_method_that_beats_no_change_on_forecasts_that_did_not_choose_it_is_the_default() {
    Backtest backtest = Lines.backtest(FALLING, FALLING, FALLING, FALLING);

    assertThat(backtest.accounts()).isEqualTo(4);
    assertThat(backtest.firstDay()).isEqualTo(Lines.LAST - 720);
    assertThat(backtest.middleDay()).isEqualTo(Lines.LAST - 360);
    HorizonTest month = backtest.horizons().getFirst();
    assertThat(month.of(ForecastMethod.NO_CHANGE))
        .isEqualTo(new MethodErrors(ForecastMethod.NO_CHANGE, 30, 30, 30, 100));
    assertThat(month.of(ForecastMethod.STRAIGHT_LINE))
        .isEqualTo(new MethodErrors(ForecastMethod.STRAIGHT_LINE, 0, 0, 0, 100));
    assertThat(backtest.horizons())
        .extracting(HorizonTest::choosing)
        .containsExactly(12 * 4, 11 * 4, 10 * 4);
    assertThat(backtest.horizons())
        .extracting(HorizonTest::judging)
        .containsExactly(12 * 4, 11 * 4, 10 * 4);
    assertThat(backtest.horizons().getLast().sentence())
        .isEqualTo(
            "90 days: straight_line beats \"no change\" on 40 forecasts that did not choose it,"
                + " off by 0.00 instead of 9.00 points on average.");
  }

  @Test
  void a_method_that_was_best_and_is_no_more_does_not_become_the_default() {
    Backtest backtest = Lines.backtest(TURNING, TURNING, TURNING, TURNING);

    HorizonTest month = backtest.horizons().getFirst();
    assertThat(month.candidate()).isEqualTo(ForecastMethod.STRAIGHT_LINE);
    assertThat(month.standard()).isEqualTo(ForecastMethod.NO_CHANGE);
    assertThat(month.sentence())
        .startsWith("30 days: straight_line was best on the earlier forecasts but does not beat")
        .endsWith("; so \"no change\".");
  }

  @Test
  void what_always_comes_back_is_left_alone() {
    DailyScores turning = Lines.of(day -> 460 + Math.abs(Math.floorMod(day, 60) - 30));

    assertThat(Lines.backtest(turning, turning, turning, turning).horizons().get(1).sentence())
        .isEqualTo(
            "60 days: no method beat \"no change\" on the 44 earlier forecasts; so \"no change\","
                + " off by 0.00 points on average in 44 later ones.");
  }

  @Test
  void scores_at_rest_neither_choose_nor_judge_nor_narrow_the_intervals_of_others() {
    DailyScores flat = Lines.of(day -> 640);
    HorizonTest alone = Lines.backtest(FALLING).horizons().getFirst();
    HorizonTest among = Lines.backtest(FALLING, flat, flat, flat, flat).horizons().getFirst();

    assertThat(among.choosing()).isEqualTo(alone.choosing());
    assertThat(among.judging()).isEqualTo(alone.judging());
    assertThat(among.methods()).isEqualTo(alone.methods());
    assertThat(among.width(ForecastMethod.NO_CHANGE, true)).isEqualTo(30);
    assertThat(among.width(ForecastMethod.NO_CHANGE, false)).isZero();
    assertThat(alone.width(ForecastMethod.NO_CHANGE, false)).isEqualTo(1000);
  }

  @Test
  void a_handful_of_forecasts_decides_nothing() {
    HorizonTest month = Lines.backtest(FALLING).horizons().getFirst();

    assertThat(month.standard()).isEqualTo(ForecastMethod.NO_CHANGE);
    assertThat(month.sentence())
        .isEqualTo(
            "30 days: too few past forecasts, 12 to choose on and 12 to judge by where 30 each are"
                + " needed; so \"no change\".");
    assertThat(Lines.backtest().accounts()).isZero();
  }

  @Test
  void the_interval_is_the_split_conformal_quantile_of_the_errors_that_judge() {
    DailyScores jump = Lines.of(day -> day > -1 ? 400 : 500 + Math.floorMod(day, 2));

    HorizonTest quarter = Lines.backtest(jump).horizons().getLast();

    assertThat(quarter.judging()).isEqualTo(10);
    assertThat(quarter.of(ForecastMethod.NO_CHANGE))
        .isEqualTo(new MethodErrors(ForecastMethod.NO_CHANGE, 0, 10, 0, 90));
  }
}
