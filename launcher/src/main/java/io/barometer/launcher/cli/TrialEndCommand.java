package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.TrialText;
import io.barometer.proto.scoring.v1.EndTrialRequest;
import io.barometer.proto.scoring.v1.EndTrialResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "end",
    mixinStandardHelpOptions = true,
    description = "Ends a trial: every account is told the scores of the model in effect again.")
final class TrialEndCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ChangeOptions change = new ChangeOptions();
  @Mixin private ScoreChoice score = new ScoreChoice();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  TrialEndCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    var request =
        EndTrialRequest.newBuilder()
            .setScoreName(score.name)
            .setChange(change.change(false))
            .build();
    try (Connection connection = barometer.connect(stack)) {
      EndTrialResponse ended = connection.models().endTrial(request);
      if (json) {
        barometer.print(TrialText.json(ended));
      } else {
        barometer.print(TrialText.ended(ended));
      }
      return 0;
    }
  }
}
