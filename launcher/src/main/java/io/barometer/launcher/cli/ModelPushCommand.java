package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ModelJson;
import io.barometer.launcher.show.ModelText;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps a model file on the platform; nothing is scored with it before it is activated.",
      "Author and reason stand in the file unless given."
    })
final class ModelPushCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "FILE", description = "A model file.")
  private String file = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ModelPushCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    String yaml = ModelCommand.usable(file);
    try (Connection connection = barometer.connect(stack)) {
      var request = DraftModelRequest.newBuilder().setYaml(yaml).setChange(change.change(true));
      DraftModelResponse drafted = connection.models().draftModel(request.build());
      if (json) {
        barometer.print(ModelJson.of(drafted));
      } else {
        barometer.print(ModelText.of(drafted));
      }
      return 0;
    }
  }
}
