package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReplayAccountText;
import io.barometer.launcher.show.ReplayJson;
import io.barometer.proto.scoring.v1.GetReplayAccountRequest;
import io.barometer.proto.scoring.v1.GetReplayAccountResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "account",
    mixinStandardHelpOptions = true,
    description = "Shows one account day by day under both models, and the ledger between them.")
final class ReplayAccountCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(index = "0", paramLabel = "ID", description = "The replay, as replay list names it.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ReplayAccountCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      GetReplayAccountResponse found =
          connection
              .replays()
              .getReplayAccount(
                  GetReplayAccountRequest.newBuilder()
                      .setReplayId(id)
                      .setAccountId(account)
                      .build());
      if (json) {
        barometer.print(ReplayJson.of(found));
      } else {
        barometer.print(ReplayAccountText.lines(barometer.terminal(), found));
      }
      return 0;
    }
  }
}
