package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Days;
import io.barometer.launcher.show.ForecastJson;
import io.barometer.launcher.show.ForecastText;
import io.barometer.proto.scoring.v1.ForecastScoreRequest;
import io.barometer.proto.scoring.v1.ForecastScoreResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.ScorePoint;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how an account's score may go on for 90 days, and what such forecasts were worth.",
      "The first call of a day takes seconds."
    })
final class ForecastCommand implements Callable<Integer> {
  private static final int DRAWN = 90;

  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice which = new ScoreChoice();
  @Mixin private ViewOptions view = new ViewOptions();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(
      names = "--method",
      paramLabel = "M",
      description =
          "no_change, straight_line or damped_trend (default: what did better than no_change in"
              + " the past, else no_change).")
  private String method = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ForecastCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      ForecastScoreRequest.Builder asked =
          ForecastScoreRequest.newBuilder()
              .setAccountId(account)
              .setScoreName(which.name)
              .setMethod(method);
      view.into(asked);
      ForecastScoreRequest request = asked.build();
      ForecastScoreResponse forecast =
          AccountHint.orNearest(
              connection, account, () -> connection.scoring().forecastScore(request));
      if (json) {
        barometer.print(ForecastJson.of(account, forecast));
      } else {
        barometer.print(
            ForecastText.lines(
                barometer.terminal(), account, past(connection, request, forecast), forecast));
      }
      return 0;
    }
  }

  /** The days before the forecast, seen from the same place. */
  private static List<ScorePoint> past(
      Connection connection, ForecastScoreRequest request, ForecastScoreResponse forecast) {
    LocalDate day = Days.day(forecast.getDate());
    var history =
        GetScoreHistoryRequest.newBuilder()
            .setAccountId(request.getAccountId())
            .setScoreName(request.getScoreName())
            .setFromDate(Days.date(day.minusDays(DRAWN)))
            .setToDate(Days.date(day.minusDays(1)));
    if (request.hasKnownAtTime()) {
      history.setKnownAtTime(request.getKnownAtTime());
    }
    if (request.hasModel()) {
      history.setModel(request.getModel());
    }
    return connection.scoring().getScoreHistory(history.build()).getPointsList();
  }
}
