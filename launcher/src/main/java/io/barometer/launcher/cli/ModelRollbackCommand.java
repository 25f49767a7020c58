package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ModelJson;
import io.barometer.launcher.show.ModelText;
import io.barometer.proto.scoring.v1.RollBackModelRequest;
import io.barometer.proto.scoring.v1.RollBackModelResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Takes the last decision about a score back: withdraws what is still to take effect, "
          + "or else returns to the model before."
    })
final class ModelRollbackCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "SCORE", description = "The score, for example health.")
  private String score = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ModelRollbackCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      var request =
          RollBackModelRequest.newBuilder().setScoreName(score).setChange(change.change(false));
      RollBackModelResponse done = connection.models().rollBackModel(request.build());
      if (json) {
        barometer.print(ModelJson.of(done));
      } else {
        barometer.print(ModelText.of(done));
      }
      return 0;
    }
  }
}
