package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.RoutingText;
import io.barometer.proto.alerting.v1.AlertLabels;
import io.barometer.proto.alerting.v1.GetRoutingRequest;
import io.barometer.proto.alerting.v1.GetRoutingResponse;
import io.barometer.proto.alerting.v1.PreviewRoutingRequest;
import io.barometer.proto.alerting.v1.PreviewRoutingResponse;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.PutRoutingResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is told of which alerts. */
@Command(
    name = "routing",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows and changes who is told of which alerts, and previews it.")
final class RoutingCommand {
  private static final String FILE = "A routing, YAML or JSON; see docs/routing.md.";
  private static final String JSON = "One JSON object.";

  private final BarometerCommand barometer;

  RoutingCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows the routing as a file that can be put again.")
  int show(@Mixin StackChoice stack, @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      GetRoutingResponse found =
          connection.routing().getRouting(GetRoutingRequest.getDefaultInstance());
      if (json) {
        barometer.print(RoutingFile.tree(found.getRouting()).put("revision", found.getRevision()));
      } else {
        barometer.print("# revision " + found.getRevision());
        barometer.print(RoutingFile.text(found.getRouting()));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Replaces the routing; open alerts are routed anew, told ones are not told again.")
  int put(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "FILE", description = FILE) String file,
      @Option(
              names = "--expect",
              paramLabel = "REVISION",
              description = "Refused unless the routing is at this revision.")
          @Nullable Long expected)
      throws CommandFailed {
    var request = PutRoutingRequest.newBuilder().setRouting(RoutingFile.read(file));
    if (expected != null) {
      request.setExpectedRevision(expected);
    }
    try (Connection connection = barometer.connect(stack)) {
      PutRoutingResponse put = connection.routing().putRouting(request.build());
      barometer.print(
          "The routing is at revision %d. It tells somebody of %d open alert%s."
              .formatted(
                  put.getRevision(), put.getRoutedAlerts(), put.getRoutedAlerts() == 1 ? "" : "s"));
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Who gets this? Of an alert, or of labels; tells nobody.")
  int preview(
      @Mixin StackChoice stack,
      @Parameters(
              paramLabel = "ALERT",
              arity = "0..1",
              description = "The id of an alert, as ./barometer alerts --json names it.")
          @Nullable String alert,
      @Option(
              names = "--label",
              paramLabel = "LABEL=TEXT",
              description = "What is known of an alert that there is not.")
          @Nullable Map<String, String> labels,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = FILE + " Instead of the one in force.")
          @Nullable String file,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    if ((alert == null) == (labels == null)) {
      throw new CommandFailed(
          "name an alert, or labels: --label severity=critical --label owner=kim");
    }
    var request = PreviewRoutingRequest.newBuilder();
    if (alert == null) {
      request.setLabels(AlertLabels.newBuilder().putAllValues(labels));
    } else {
      request.setAlertId(alert);
    }
    if (file != null) {
      request.setRouting(RoutingFile.read(file));
    }
    try (Connection connection = barometer.connect(stack)) {
      PreviewRoutingResponse preview = connection.routing().previewRouting(request.build());
      if (json) {
        barometer.print(RoutingText.json(preview));
      } else {
        barometer.print(RoutingText.preview(barometer.terminal(), preview));
      }
      return 0;
    }
  }
}
