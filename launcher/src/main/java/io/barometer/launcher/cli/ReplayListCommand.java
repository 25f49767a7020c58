package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReplayJson;
import io.barometer.launcher.show.ReplayText;
import io.barometer.proto.scoring.v1.ListReplaysRequest;
import io.barometer.proto.scoring.v1.ListReplaysResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows all replays that are kept, newest first.")
final class ReplayListCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Option(names = "--json", description = "One JSON object per replay.")
  private boolean json;

  ReplayListCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      ListReplaysResponse replays =
          connection.replays().listReplays(ListReplaysRequest.getDefaultInstance());
      if (json) {
        replays.getReplaysList().forEach(replay -> barometer.print(ReplayJson.of(replay)));
      } else {
        barometer.print(ReplayText.list(barometer.terminal(), replays.getReplaysList()));
      }
      return 0;
    }
  }
}
