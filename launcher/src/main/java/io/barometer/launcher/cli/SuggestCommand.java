package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.SuggestJson;
import io.barometer.launcher.show.SuggestText;
import io.barometer.proto.scoring.v1.SuggestChangesRequest;
import io.barometer.proto.scoring.v1.SuggestChangesResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what would bring an account into a band: metric by metric the smallest change that "
          + "reaches it, values only that it can reach; several together where none is enough."
    })
final class SuggestCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice score = new ScoreChoice();
  @Mixin private ViewOptions view = new ViewOptions();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(
      names = "--band",
      paramLabel = "BAND",
      description = "The band to reach (default: the highest).")
  private String band = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  SuggestCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    var request =
        SuggestChangesRequest.newBuilder()
            .setAccountId(account)
            .setScoreName(score.name)
            .setBand(band);
    view.into(request);
    try (Connection connection = barometer.connect(stack)) {
      SuggestChangesResponse answer =
          AccountHint.orNearest(
              connection, account, () -> connection.scoring().suggestChanges(request.build()));
      if (json) {
        barometer.print(SuggestJson.of(answer));
      } else {
        barometer.print(SuggestText.lines(barometer.terminal(), answer));
      }
      return 0;
    }
  }
}
