package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.TrialText;
import io.barometer.proto.scoring.v1.GetTrialRequest;
import io.barometer.proto.scoring.v1.GetTrialResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows both models of a trial side by side, as they score the accounts now.")
final class TrialShowCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice score = new ScoreChoice();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Name so many accounts that differ most, 0 to 1,000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int limit;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  TrialShowCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    var request =
        GetTrialRequest.newBuilder().setScoreName(score.name).setMostAccounts(limit).build();
    try (Connection connection = barometer.connect(stack)) {
      GetTrialResponse trial = connection.models().getTrial(request);
      if (json) {
        barometer.print(TrialText.json(trial));
      } else {
        barometer.print(TrialText.lines(barometer.terminal(), trial));
      }
      return 0;
    }
  }
}
