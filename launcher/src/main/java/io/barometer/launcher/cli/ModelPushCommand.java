package io.barometer.launcher.cli;

import io.barometer.language.ModelFile;
import io.barometer.language.Said;
import io.barometer.language.ScorecardProblem;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ModelJson;
import io.barometer.launcher.show.ModelText;
import io.barometer.model.scorecard.Violation.Reason;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import java.util.ArrayList;
import java.util.List;
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
    signed(ModelCommand.model(file));
    try (Connection connection = barometer.connect(stack)) {
      var request =
          DraftModelRequest.newBuilder()
              .setYaml(ModelCommand.text(file))
              .setChange(change.change(true));
      DraftModelResponse drafted = connection.models().draftModel(request.build());
      if (json) {
        barometer.print(ModelJson.of(drafted));
      } else {
        barometer.print(ModelText.of(drafted));
      }
      return 0;
    }
  }

  /** Fails when neither file nor options say who made the version, and why. */
  private void signed(ModelFile model) throws CommandFailed {
    List<String> missing = new ArrayList<>();
    if (!change.hasAuthor() && model.author().text().isBlank()) {
      missing.add(missing("author", model.author()));
    }
    if (!change.hasReason() && model.reason().text().isBlank()) {
      missing.add(missing("reason", model.reason()));
    }
    if (!missing.isEmpty()) {
      throw new CommandFailed(file + " cannot be kept:", missing);
    }
  }

  private String missing(String key, Said where) {
    String text = "must say something, or give --" + key;
    return new ScorecardProblem(
            ModelCommand.named(file), where.line(), where.column(), key, Reason.REQUIRED, text)
        .toString();
  }
}
