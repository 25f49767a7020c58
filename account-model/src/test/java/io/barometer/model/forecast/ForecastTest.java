package io.barometer.model.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {
  /** 88 points that fell to 65 in 90 days. */
  private static final DailyScores FALLING =
      Lines.of(day -> (int) Math.floor(650 - 230.0 * Math.max(day, -90) / 90 + 0.5));

  @Test
  void sixty_five_that_fell_twenty_three_in_ninety_days_reaches_forty_two_in_ninety_more() {
    Forecast forecast = straight(FALLING);

    assertThat(forecast.tenths()).isEqualTo(650);
    assertThat(forecast.points())
        .extracting(ForecastPoint::days, ForecastPoint::method, ForecastPoint::tenths)
        .containsExactly(
            tuple(30, ForecastMethod.STRAIGHT_LINE, 573),
            tuple(60, ForecastMethod.STRAIGHT_LINE, 497),
            tuple(90, ForecastMethod.STRAIGHT_LINE, 420));
    assertThat(forecast.crossing(Lines.BANDS))
        .hasValueSatisfying(
            point -> {
              assertThat(point.day()).isEqualTo(Lines.LAST + 59);
              assertThat(point.tenths()).isEqualTo(499);
              assertThat(point.band()).isEqualTo("At Risk");
            });
  }

  @Test
  void a_few_wild_days_do_not_turn_the_line() {
    DailyScores wild =
        Lines.of(day -> day != 0 && day % 5 == 0 ? 1000 : FALLING.on(Lines.LAST + day).getAsInt());

    assertThat(straight(wild).points().getLast().tenths()).isBetween(400, 440);
  }

  @Test
  void a_damped_trend_falls_less_and_less() {
    Forecast forecast = forecast(FALLING, ForecastMethod.DAMPED_TREND);

    int first = forecast.tenths() - forecast.points().get(0).tenths();
    int second = forecast.points().get(0).tenths() - forecast.points().get(1).tenths();
    int third = forecast.points().get(1).tenths() - forecast.points().get(2).tenths();
    assertThat(first).isGreaterThan(second);
    assertThat(second).isGreaterThan(third);
    assertThat(third).isPositive();
  }

  @Test
  void a_line_ends_at_the_ends_of_the_scale_and_no_band_is_crossed_by_a_flat_one() {
    assertThat(straight(Lines.of(day -> Math.min(1000, -10 * day))).points().getLast().tenths())
        .isZero();
    Forecast flat = straight(Lines.of(day -> 700));
    assertThat(flat.crossing(Lines.BANDS)).isEmpty();
    assertThat(flat.line()).hasSize(90);
  }

  @Test
  void without_enough_days_no_change_stands_in_and_says_so() {
    DailyScores young = DailyScores.of(Lines.LAST - 28, new int[29]);
    DailyScores older = DailyScores.of(Lines.LAST - 29, new int[30]);

    assertThat(straight(young).lacking()).isEqualTo(ForecastMethod.STRAIGHT_LINE);
    assertThat(straight(young).points())
        .extracting(ForecastPoint::method)
        .containsOnly(ForecastMethod.NO_CHANGE);
    assertThat(straight(older).lacking()).isNull();
    assertThat(Forecast.of(older, Lines.LAST + 1, Lines.BANDS, Lines.backtest(), Optional.empty()))
        .isEmpty();
  }

  @Test
  void without_past_forecasts_the_interval_is_everything_and_no_change_the_method() {
    Forecast forecast =
        Forecast.of(FALLING, Lines.LAST, Lines.BANDS, Lines.backtest(), Optional.empty())
            .orElseThrow();

    assertThat(forecast.points().getLast())
        .isEqualTo(
            new ForecastPoint(
                90, Lines.LAST + 90, ForecastMethod.NO_CHANGE, 650, 0, 1000, "Moderate"));
  }

  private static Forecast straight(DailyScores scores) {
    return forecast(scores, ForecastMethod.STRAIGHT_LINE);
  }

  private static Forecast forecast(DailyScores scores, ForecastMethod method) {
    return Forecast.of(scores, Lines.LAST, Lines.BANDS, Lines.backtest(scores), Optional.of(method))
        .orElseThrow();
  }
}
