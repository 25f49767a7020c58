package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ModelJson;
import io.barometer.launcher.show.ModelText;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ListModelsResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows the models of the platform and what every score is computed with.")
final class ModelListCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Option(names = "--json", description = "One JSON object per model.")
  private boolean json;

  ModelListCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      ListModelsResponse models =
          connection.models().listModels(ListModelsRequest.getDefaultInstance());
      if (json) {
        models.getModelsList().forEach(model -> barometer.print(ModelJson.of(models, model)));
      } else {
        barometer.print(ModelText.list(barometer.terminal(), models));
      }
      return 0;
    }
  }
}
