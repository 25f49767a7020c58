package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.AlertJson;
import io.barometer.launcher.show.AlertText;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListAlertsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = "Shows the alerts that fired, newest first, and who was told.")
final class AlertsCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  /** A state as it is written on the command line. */
  enum State {
    firing,
    acknowledged,
    resolved,
    withdrawn
  }

  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only of this account.")
  private String account = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Only in these states: ${COMPLETION-CANDIDATES}.")
  private List<State> states = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many alerts (default: 20; with --json all).")
  private @Nullable Integer limit;

  @Option(names = "--json", description = "One JSON object per alert.")
  private boolean json;

  AlertsCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      if (json) {
        list(connection, alert -> barometer.print(AlertJson.of(alert)));
        return 0;
      }
      List<Alert> alerts = new ArrayList<>();
      list(connection, alerts::add);
      if (alerts.isEmpty()) {
        barometer.print("No alert has fired.");
      } else {
        barometer.print(AlertText.table(barometer.terminal(), alerts));
      }
      return 0;
    }
  }

  private void list(Connection connection, Consumer<Alert> sink) {
    Pages.read(
        limit != null ? limit : json ? Integer.MAX_VALUE : SHOWN,
        (size, token) -> page(connection, size, token),
        ListAlertsResponse::getAlertsList,
        ListAlertsResponse::getNextPageToken,
        sink);
  }

  private ListAlertsResponse page(Connection connection, int size, String token) {
    ListAlertsRequest.Builder request =
        ListAlertsRequest.newBuilder().setAccountId(account).setPageSize(size).setPageToken(token);
    for (State state : states) {
      request.addStates(AlertState.valueOf("ALERT_STATE_" + state.name().toUpperCase(Locale.ROOT)));
    }
    return connection.alerting().listAlerts(request.build());
  }
}
