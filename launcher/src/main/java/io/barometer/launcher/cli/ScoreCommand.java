package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ScoreJson;
import io.barometer.launcher.show.ScoreText;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = "Shows an account's score, its trends and what drives it.")
final class ScoreCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice which = new ScoreChoice();
  @Mixin private ViewOptions view = new ViewOptions();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ScoreCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      GetScoreRequest.Builder request =
          GetScoreRequest.newBuilder().setAccountId(account).setScoreName(which.name);
      view.into(request);
      AccountScore score =
          AccountHint.orNearest(
              connection, account, () -> connection.scoring().getScore(request.build()).getScore());
      if (json) {
        barometer.print(ScoreJson.of(score));
      } else {
        barometer.print(ScoreText.one(barometer.terminal(), score));
      }
      return 0;
    }
  }
}
