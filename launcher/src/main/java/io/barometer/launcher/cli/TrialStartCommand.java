package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.TrialText;
import io.barometer.proto.scoring.v1.StartTrialRequest;
import io.barometer.proto.scoring.v1.StartTrialResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a model run beside the one in effect on live events: as a shadow that acts on nothing, "
          + "or in its place for a share of the accounts. Again with another share: changes it."
    })
final class TrialStartCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "NAME@VERSION", description = "The model, as model list names it.")
  private String model = "";

  @Option(
      names = "--share",
      paramLabel = "P",
      description =
          "So many of 100 accounts are told its scores, 0 to 99 (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private int share;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  TrialStartCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    var request =
        StartTrialRequest.newBuilder()
            .setModel(ViewOptions.model(model))
            .setSharePercent(share)
            .setChange(change.change(false))
            .build();
    try (Connection connection = barometer.connect(stack)) {
      StartTrialResponse started = connection.models().startTrial(request);
      if (json) {
        barometer.print(TrialText.json(started));
      } else {
        barometer.print(TrialText.started(model, share, started));
      }
      return 0;
    }
  }
}
