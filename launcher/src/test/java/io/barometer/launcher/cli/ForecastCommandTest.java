package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ForecastCommandTest {
  @AutoClose private final FakeScoring scoring = new FakeScoring();
  private final CommandRun cli = new CommandRun(scoring.address());

  @Test
  void a_forecast_is_drawn_and_says_what_it_is_worth() {
    assertThat(cli.run("forecast", "org_0001", "--method", "straight_line")).isZero();

    assertThat(cli.out())
        .startsWith("org_0001  65.0 Moderate  on 2017-12-31\n")
        .contains("2017-10-02")
        .endsWith(
            """
                 In  On          Score  80 % interval  Band      Method
            30 days  2018-01-29   57.4    47.4 – 67.4  Moderate  straight_line
            60 days  2018-02-28   49.7    39.7 – 59.7  At Risk   straight_line
            90 days  2018-03-27   42.0    32.0 – 52.0  At Risk   straight_line
              It becomes At Risk on 2018-02-28.

            Points by which forecasts from 2017-12-31 on were off, 12 accounts:
            Method     30 days
            no_change     3.50
              30 days: straight_line was asked for.
            """);
  }

  @Test
  void the_json_of_a_forecast_is_a_contract() {
    assertThat(cli.run("forecast", "org_0001", "--json")).isZero();

    assertThat(cli.out())
        .startsWith(
            """
            {"account":"org_0001","date":"2017-12-31","score":65.0,"band":"Moderate",\
            "coverage_percent":0,"scorecard":"","model_version":"","model_hash":"",\
            "points":[{"days":30,"date":"2018-01-29","method":"straight_line","score":57.4,\
            "low":47.4,"high":67.4,"band":"Moderate"},""")
        .contains(
            """
            "crossing":{"days":60,"date":"2018-02-28","method":"straight_line","score":49.7,\
            "low":39.7,"high":59.7,"band":"At Risk"},"backtest":{"accounts":12,\
            "first_date":"2017-12-31","middle_date":"2017-12-31","last_date":"2017-12-31",\
            "horizons":[{"days":30,"choosing":40,"judging":50,"default_method":"no_change",\
            "sentence":"so","methods":[{"method":"no_change","choosing_error":3.25,\
            "judging_error":3.5,"width":6.1,"covered_percent":79}]}]},\
            "sentences":["30 days:  was asked for."],"line":[{"days":30,""");
  }
}
