package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Progress;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.RebuildResult;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description =
        "Builds all scores again from the first event and compares them with the live ones. Publishes nothing.")
final class RebuildCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Option(names = "--verify", description = "Only compare; leave the live state as it is.")
  private boolean verify;

  RebuildCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      RebuildResult result = follow(connection);
      boolean same = result.getLiveStateHash().equals(result.getRebuiltStateHash());
      barometer.print("live    " + result.getLiveStateHash());
      barometer.print("rebuilt " + result.getRebuiltStateHash());
      barometer.print(
          same
              ? "The same: the scores follow from the events alone."
              : verify
                  ? "They differ. Run ./barometer rebuild to take the rebuilt state over."
                  : "They differed; the rebuilt state is live now.");
      return same || !verify ? 0 : 1;
    }
  }

  private RebuildResult follow(Connection connection) throws CommandFailed {
    Iterator<RebuildProjectionResponse> answers =
        connection
            .scoreLog()
            .rebuildProjection(RebuildProjectionRequest.newBuilder().setVerifyOnly(verify).build());
    @Nullable Progress progress = null;
    try {
      while (answers.hasNext()) {
        RebuildProjectionResponse answer = answers.next();
        if (progress == null) {
          progress =
              Progress.start(
                  barometer.terminal(), System.err, "rebuilding", answer.getTotalEvents());
        }
        progress.stepTo(answer.getEvents());
        if (answer.hasResult()) {
          return answer.getResult();
        }
      }
    } finally {
      if (progress != null) {
        progress.close();
      }
    }
    throw new CommandFailed(
        "The service ended the rebuild without a result. See ./barometer status.");
  }
}
