package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReplayJson;
import io.barometer.launcher.show.ReplayText;
import io.barometer.proto.scoring.v1.Replay;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Waits until a replay has ended, and shows what it has found.")
final class ReplayWatchCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(paramLabel = "ID", description = "The replay, as replay list names it.")
  private String id = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ReplayWatchCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      ReplayProgress.follow(barometer.terminal(), connection, id);
      Replay replay = ReplayProgress.found(connection, id);
      if (json) {
        barometer.print(ReplayJson.of(replay));
      } else {
        barometer.print(ReplayText.findings(barometer.terminal(), replay));
      }
      return ReplayProgress.exitCode(replay);
    }
  }
}
