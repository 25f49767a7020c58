package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ModelJson;
import io.barometer.launcher.show.ModelText;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.ActivateModelResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    description = "Puts a model in effect for its score, and scores every account anew.")
final class ModelActivateCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "NAME@VERSION", description = "The model, as model list names it.")
  private String model = "";

  @Option(
      names = "--at",
      paramLabel = "T",
      converter = MomentConverter.class,
      description =
          "From when on, by the platform's clock: an instant, or a date (its end) (default: now).")
  private @Nullable Timestamp at;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ModelActivateCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    if (model.lastIndexOf('@') < 1) {
      throw new CommandFailed("\"" + model + "\" is not of the form NAME@VERSION.");
    }
    var request =
        ActivateModelRequest.newBuilder()
            .setModel(ViewOptions.model(model))
            .setChange(change.change(false));
    if (at != null) {
      request.setEffectiveTime(at);
    }
    try (Connection connection = barometer.connect(stack)) {
      ActivateModelResponse activated = connection.models().activateModel(request.build());
      if (json) {
        barometer.print(ModelJson.of(activated));
      } else {
        barometer.print(ModelText.of(model, activated));
      }
      return 0;
    }
  }
}
