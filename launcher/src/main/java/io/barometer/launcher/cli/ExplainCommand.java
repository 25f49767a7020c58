package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ExplanationText;
import io.barometer.launcher.show.ScoreJson;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Shows why a score is what it is and what changed it. The points add up to the score.")
final class ExplainCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice score = new ScoreChoice();
  @Mixin private ViewOptions view = new ViewOptions();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Compare with so many days before, 1 to 3650 (default: ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private int days;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ExplainCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      ExplainScoreRequest.Builder request =
          ExplainScoreRequest.newBuilder()
              .setAccountId(account)
              .setScoreName(score.name)
              .setCompareDays(days);
      view.into(request);
      ExplainScoreResponse explanation =
          AccountHint.orNearest(
              connection, account, () -> connection.scoring().explainScore(request.build()));
      if (json) {
        barometer.print(ScoreJson.of(explanation));
      } else {
        barometer.print(ExplanationText.lines(barometer.terminal(), explanation));
      }
      return 0;
    }
  }
}
