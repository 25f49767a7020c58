package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReplayJson;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.DeleteReplayRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = "Forgets a replay and what it has found.")
final class ReplayDeleteCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(paramLabel = "ID", description = "The replay, as replay list names it.")
  private String id = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ReplayDeleteCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      connection.replays().deleteReplay(DeleteReplayRequest.newBuilder().setReplayId(id).build());
      if (json) {
        barometer.print(ReplayJson.deleted(id));
      } else {
        barometer.print("The replay " + SafeText.line(id) + " is forgotten.");
      }
      return 0;
    }
  }
}
