package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReplayJson;
import io.barometer.launcher.show.ReplayText;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ResumeReplayRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lets a cancelled or failed replay go on where it was.")
final class ReplayResumeCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(paramLabel = "ID", description = "The replay, as replay list names it.")
  private String id = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ReplayResumeCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      Replay replay =
          connection
              .replays()
              .resumeReplay(ResumeReplayRequest.newBuilder().setReplayId(id).build())
              .getReplay();
      if (json) {
        barometer.print(ReplayJson.of(replay));
      } else {
        barometer.print(ReplayText.state(replay));
      }
      return 0;
    }
  }
}
