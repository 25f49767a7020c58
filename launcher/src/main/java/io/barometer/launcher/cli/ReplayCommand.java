package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReplayJson;
import io.barometer.launcher.show.ReplayText;
import io.barometer.proto.scoring.v1.CancelReplayRequest;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc.ReplayServiceBlockingStub;
import io.barometer.proto.scoring.v1.ResumeReplayRequest;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Candidates tried on all of history. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Tries a model on all of history, beside the model in effect.")
final class ReplayCommand {
  private static final String ID = "The replay, as replay list names it.";
  private static final String JSON = "One JSON object.";

  private final BarometerCommand barometer;

  ReplayCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Stops a replay; what it has found stays, and it can be resumed.")
  int cancel(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    var request = CancelReplayRequest.newBuilder().setReplayId(id).build();
    return change(stack, json, replays -> replays.cancelReplay(request).getReplay());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lets a cancelled or failed replay go on where it was.")
  int resume(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    var request = ResumeReplayRequest.newBuilder().setReplayId(id).build();
    return change(stack, json, replays -> replays.resumeReplay(request).getReplay());
  }

  private int change(
      StackChoice stack, boolean json, Function<ReplayServiceBlockingStub, Replay> change)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      Replay replay = change.apply(connection.replays());
      if (json) {
        barometer.print(ReplayJson.of(replay));
      } else {
        barometer.print(ReplayText.state(replay));
      }
      return 0;
    }
  }
}
