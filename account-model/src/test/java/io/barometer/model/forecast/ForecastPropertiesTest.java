package io.barometer.model.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.score.Trend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ForecastPropertiesTest {
  private static final String SEED = "20261122";
  private static final int TRIES = 60;

  @Property(seed = SEED, tries = TRIES)
  void a_constant_line_forecasts_itself_without_an_interval(
      @ForAll @IntRange(max = 1000) int tenths, @ForAll ForecastMethod method) {
    DailyScores flat = Lines.of(day -> tenths);

    assertThat(forecast(flat, Lines.LAST, Lines.backtest(flat), method).line())
        .allSatisfy(
            point -> {
              assertThat(point.tenths()).isEqualTo(tenths);
              assertThat(point.lowTenths()).isEqualTo(tenths);
              assertThat(point.highTenths()).isEqualTo(tenths);
            });
  }

  @Property(seed = SEED, tries = TRIES)
  void shifting_all_scores_shifts_the_forecast(
      @ForAll("walks") DailyScores walk, @ForAll @IntRange(min = -100, max = 100) int by) {
    DailyScores shifted =
        DailyScores.read(
            day -> OptionalInt.of(walk.on(day).orElseThrow() + by), Lines.LAST - 90, Lines.LAST);
    for (ForecastMethod method : ForecastMethod.values()) {
      List<ForecastPoint> line = forecast(walk, Lines.LAST, Lines.backtest(), method).line();
      List<ForecastPoint> other = forecast(shifted, Lines.LAST, Lines.backtest(), method).line();
      for (int i = 0; i < line.size(); i++) {
        int expected = line.get(i).tenths();
        if (expected > 0 && expected < 1000) {
          assertThat(other.get(i).tenths()).isEqualTo(Math.clamp(expected + by, 0, 1000));
        }
      }
    }
  }

  @Property(seed = SEED, tries = TRIES)
  void the_interval_contains_the_point_and_stays_on_the_scale(
      @ForAll("walks") DailyScores walk, @ForAll("walks") DailyScores another) {
    Backtest backtest = Lines.backtest(walk, another);
    for (ForecastMethod method : ForecastMethod.values()) {
      assertThat(forecast(walk, Lines.LAST, backtest, method).line())
          .allSatisfy(
              point -> {
                assertThat(point.tenths()).isBetween(point.lowTenths(), point.highTenths());
                assertThat(point.lowTenths()).isNotNegative();
                assertThat(point.highTenths()).isLessThanOrEqualTo(1000);
              });
    }
  }

  @Property(seed = SEED, tries = TRIES)
  void later_days_never_change_a_forecast_made_before(
      @ForAll("walks") DailyScores walk, @ForAll @IntRange(min = 1, max = 600) int back) {
    long origin = Lines.LAST - back;
    DailyScores then = walk.until(origin);
    var known = new RollingOrigin(origin);
    known.add(walk);
    var told = new RollingOrigin(origin);
    told.add(then);

    assertThat(known.result()).isEqualTo(told.result());
    for (ForecastMethod method : ForecastMethod.values()) {
      assertThat(forecast(walk, origin, known.result(), method))
          .isEqualTo(forecast(then, origin, told.result(), method));
    }
  }

  @Property(seed = SEED, tries = TRIES)
  void the_order_of_accounts_does_not_matter(
      @ForAll("many") List<DailyScores> accounts, @ForAll Random random) {
    List<DailyScores> shuffled = new ArrayList<>(accounts);
    Collections.shuffle(shuffled, random);

    assertThat(Lines.backtest(shuffled.toArray(DailyScores[]::new)))
        .isEqualTo(Lines.backtest(accounts.toArray(DailyScores[]::new)));
  }

  @Property(seed = SEED, tries = TRIES)
  void momenta_of_windows_in_a_row_add_up_to_the_change_of_the_change(
      @ForAll("walks") DailyScores walk, @ForAll @IntRange(min = 1, max = 100) int window) {
    Trend now = WindowTrend.of(walk, Lines.LAST, window).trend();
    Trend first = WindowTrend.of(walk, Lines.LAST - 3L * window, window).trend();
    int momenta = 0;
    for (int i = 0; i < 3; i++) {
      momenta +=
          WindowTrend.of(walk, Lines.LAST - (long) i * window, window)
              .momentumTenths()
              .orElseThrow();
    }

    assertThat(momenta)
        .isEqualTo(now.changeTenths().orElseThrow() - first.changeTenths().orElseThrow());
  }

  private static Forecast forecast(
      DailyScores scores, long origin, Backtest backtest, ForecastMethod method) {
    return Forecast.of(scores, origin, Lines.BANDS, backtest, Optional.of(method)).orElseThrow();
  }

  @Provide
  Arbitrary<List<DailyScores>> many() {
    return walks().list().ofMinSize(2).ofMaxSize(4);
  }

  /** Random walks that stay between 10 and 90 points. */
  @Provide
  Arbitrary<DailyScores> walks() {
    return Arbitraries.integers()
        .between(-30, 30)
        .array(int[].class)
        .ofSize(Lines.LENGTH)
        .map(ForecastPropertiesTest::walk);
  }

  private static DailyScores walk(int[] steps) {
    int[] tenths = new int[steps.length + 1];
    tenths[0] = 500;
    for (int i = 0; i < steps.length; i++) {
      tenths[i + 1] = Math.clamp(tenths[i] + steps[i], 100, 900);
    }
    return DailyScores.of(Lines.LAST - steps.length, tenths);
  }
}
