package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReplayAlertsText;
import io.barometer.proto.alerting.v1.CompareAlertsRequest;
import io.barometer.proto.alerting.v1.CompareAlertsResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the alerts that would have come and gone under the candidate of a replay: the rules as "
          + "they are now, on every day of the replay."
    })
final class ReplayAlertsCommand implements Callable<Integer> {
  private static final int DEADLINE_MINUTES = 3;

  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(paramLabel = "ID", description = "The replay, as replay list names it.")
  private String id = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Name so many alerts, 1 to 1,000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int limit;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ReplayAlertsCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      CompareAlertsResponse compared =
          connection
              .alerting()
              .withDeadlineAfter(DEADLINE_MINUTES, TimeUnit.MINUTES)
              .compareAlerts(
                  CompareAlertsRequest.newBuilder().setReplayId(id).setMostAlerts(limit).build());
      if (json) {
        barometer.print(ReplayAlertsText.json(compared));
      } else {
        barometer.print(ReplayAlertsText.lines(barometer.terminal(), compared));
      }
      return 0;
    }
  }
}
