package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ForecastJson;
import io.barometer.launcher.show.TrendText;
import io.barometer.proto.scoring.v1.GetTrendsRequest;
import io.barometer.proto.scoring.v1.GetTrendsResponse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "trends",
    mixinStandardHelpOptions = true,
    description = "Shows how an account's score went: change, momentum, season and streak.")
final class TrendsCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice which = new ScoreChoice();
  @Mixin private ViewOptions view = new ViewOptions();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(
      names = "--days",
      split = ",",
      paramLabel = "N",
      description = "Windows in days, 1 to 3650 each (default: 30,90,365).")
  private List<Integer> days = List.of();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  TrendsCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      GetTrendsRequest.Builder request =
          GetTrendsRequest.newBuilder()
              .setAccountId(account)
              .setScoreName(which.name)
              .addAllWindowDays(days);
      view.into(request);
      GetTrendsResponse trends =
          AccountHint.orNearest(
              connection, account, () -> connection.scoring().getTrends(request.build()));
      if (json) {
        barometer.print(ForecastJson.of(account, trends));
      } else {
        barometer.print(TrendText.lines(barometer.terminal(), account, trends));
      }
      return 0;
    }
  }
}
