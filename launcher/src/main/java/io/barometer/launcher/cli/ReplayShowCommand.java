package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReplayJson;
import io.barometer.launcher.show.ReplayText;
import io.barometer.proto.scoring.v1.ListReplayAccountsRequest;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ReplayOrder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a replay has found: band moves, distribution, band by band over time, and the "
          + "accounts on which the models differ most."
    })
final class ReplayShowCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(paramLabel = "ID", description = "The replay, as replay list names it.")
  private String id = "";

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "Accounts first by: change, fall, rise, days (default: ${DEFAULT-VALUE}).",
      defaultValue = "change")
  private Order order = Order.change;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "So many accounts, 0 to 1,000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int limit;

  /** Which accounts come first. */
  enum Order {
    change(ReplayOrder.REPLAY_ORDER_CHANGE),
    fall(ReplayOrder.REPLAY_ORDER_FALL),
    rise(ReplayOrder.REPLAY_ORDER_RISE),
    days(ReplayOrder.REPLAY_ORDER_DAYS);

    private final ReplayOrder message;

    Order(ReplayOrder message) {
      this.message = message;
    }
  }

  @Option(names = "--json", description = "One JSON object for the replay, then one per account.")
  private boolean json;

  ReplayShowCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      Replay replay = ReplayProgress.found(connection, id);
      List<ReplayAccount> accounts =
          limit == 0
              ? List.of()
              : connection
                  .replays()
                  .listReplayAccounts(
                      ListReplayAccountsRequest.newBuilder()
                          .setReplayId(id)
                          .setOrder(order.message)
                          .setPageSize(limit)
                          .build())
                  .getAccountsList();
      if (json) {
        barometer.print(ReplayJson.of(replay));
        accounts.forEach(account -> barometer.print(ReplayJson.of(account)));
      } else {
        barometer.print(ReplayText.findings(barometer.terminal(), replay));
        barometer.print(ReplayText.accounts(barometer.terminal(), accounts));
      }
      return 0;
    }
  }
}
