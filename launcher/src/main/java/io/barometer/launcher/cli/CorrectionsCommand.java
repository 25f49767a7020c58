package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.CorrectionText;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListAlertsResponse;
import io.barometer.proto.scoring.v1.Correction;
import io.barometer.proto.scoring.v1.ListCorrectionsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "corrections",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what was retracted or corrected of an account, newest first: the published scores that "
          + "it touched, as they were published and as they would have been, and the alerts."
    })
final class CorrectionsCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice score = new ScoreChoice();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(names = "--json", description = "One JSON object per correction.")
  private boolean json;

  CorrectionsCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    var request =
        ListCorrectionsRequest.newBuilder().setAccountId(account).setScoreName(score.name).build();
    try (Connection connection = barometer.connect(stack)) {
      List<Correction> corrections =
          AccountHint.orNearest(
              connection,
              account,
              () -> connection.scoring().listCorrections(request).getCorrectionsList());
      List<Alert> alerts = corrections.isEmpty() ? List.of() : corrected(connection);
      if (json) {
        corrections.forEach(one -> barometer.print(CorrectionText.json(account, one, alerts)));
      } else if (corrections.isEmpty()) {
        barometer.print("Nothing of " + account + " was retracted.");
      } else {
        barometer.print(CorrectionText.lines(barometer.terminal(), corrections, alerts));
      }
      return 0;
    }
  }

  /** The account's alerts whose score was corrected. */
  private List<Alert> corrected(Connection connection) {
    List<Alert> alerts = new ArrayList<>();
    Pages.read(
        Integer.MAX_VALUE,
        (size, token) ->
            connection
                .alerting()
                .listAlerts(
                    ListAlertsRequest.newBuilder()
                        .setAccountId(account)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
        ListAlertsResponse::getAlertsList,
        ListAlertsResponse::getNextPageToken,
        alerts::add);
    alerts.removeIf(alert -> !alert.hasCorrection());
    return alerts;
  }
}
