package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.IncidentJson;
import io.barometer.launcher.show.IncidentText;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentRequest;
import io.barometer.proto.alerting.v1.AssignIncidentRequest;
import io.barometer.proto.alerting.v1.GetIncidentRequest;
import io.barometer.proto.alerting.v1.GetIncidentResponse;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentState;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.alerting.v1.ListIncidentsResponse;
import io.barometer.proto.alerting.v1.ReopenIncidentRequest;
import io.barometer.proto.alerting.v1.ResolveIncidentRequest;
import io.barometer.proto.alerting.v1.SnoozeIncidentRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Alerts of one cause, and who takes care of them. */
@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows alerts by their cause, and says who takes care of them.")
final class IncidentsCommand {
  private static final String JSON = "One JSON object per incident.";
  private static final String ID = "As incidents list names it.";
  private static final String NOTE = "For the history.";
  private static final int SHOWN = 20;

  private final BarometerCommand barometer;

  IncidentsCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  /** A state as it is written on the command line. */
  enum State {
    firing,
    acknowledged,
    snoozed,
    resolved
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists incidents, the one that opened last first.")
  int list(
      @Mixin StackChoice stack,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              split = ",",
              description = "Only in these states: ${COMPLETION-CANDIDATES}.")
          @Nullable List<State> states,
      @Option(
              names = "--account",
              paramLabel = "ACCOUNT",
              defaultValue = "",
              description = "Only those that concern this account.")
          String account,
      @Option(
              names = "--cause",
              paramLabel = "CAUSE",
              defaultValue = "",
              description = "Only of this cause, for example \"source check.backup\".")
          String cause,
      @Option(
              names = "--assignee",
              paramLabel = "WHO",
              defaultValue = "",
              description = "Only those that belong to this person.")
          String assignee,
      @Option(
              names = "--limit",
              paramLabel = "N",
              description = "At most so many (default: 20; with --json all).")
          @Nullable Integer limit,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    int most = limit == null ? (json ? Integer.MAX_VALUE : SHOWN) : limit;
    var request =
        ListIncidentsRequest.newBuilder()
            .setAccountId(account)
            .setCause(cause)
            .setAssignee(assignee);
    for (State state : states == null ? List.<State>of() : states) {
      request.addStates(
          IncidentState.valueOf("INCIDENT_STATE_" + state.name().toUpperCase(Locale.ROOT)));
    }
    try (Connection connection = barometer.connect(stack)) {
      List<Incident> found = pages(connection, request, most);
      if (json) {
        found.forEach(incident -> barometer.print(IncidentJson.of(incident)));
      } else if (found.isEmpty()) {
        barometer.print("There is no such incident.");
      } else {
        barometer.print(IncidentText.table(barometer.terminal(), found));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows an incident: alerts, accounts, history, and what caused it.")
  int show(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--json", description = "One JSON object.") boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      GetIncidentResponse found =
          connection
              .incidents()
              .getIncident(GetIncidentRequest.newBuilder().setIncidentId(id).build());
      if (json) {
        barometer.print(IncidentJson.of(found));
      } else {
        barometer.print(IncidentText.whole(barometer.terminal(), found));
      }
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Says that somebody takes care.")
  int ack(
      @Mixin StackChoice stack,
      @Mixin IncidentChoice incident,
      @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = NOTE)
          String note)
      throws CommandFailed {
    var request =
        AcknowledgeIncidentRequest.newBuilder()
            .setIncidentId(incident.id)
            .setBy(incident.by())
            .setNote(note)
            .build();
    return say(stack, incident, c -> c.incidents().acknowledgeIncident(request).getIncident());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Keeps it quiet for a while; what still fires then is told again.")
  int snooze(
      @Mixin StackChoice stack,
      @Mixin IncidentChoice incident,
      @Option(names = "--for", required = true, paramLabel = "TIME", description = "30m, 4h, 7d.")
          String length,
      @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = NOTE)
          String note)
      throws CommandFailed {
    Instant until = Instant.now().plus(YamlFile.length(length));
    var request =
        SnoozeIncidentRequest.newBuilder()
            .setIncidentId(incident.id)
            .setBy(incident.by())
            .setUntilTime(Timestamp.newBuilder().setSeconds(until.getEpochSecond()))
            .setNote(note)
            .build();
    return say(stack, incident, c -> c.incidents().snoozeIncident(request).getIncident());
  }

  @Command(mixinStandardHelpOptions = true, description = "Says whose it is.")
  int assign(
      @Mixin StackChoice stack,
      @Mixin IncidentChoice incident,
      @Parameters(index = "1", paramLabel = "ASSIGNEE", description = "Whose it is.")
          String assignee,
      @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = NOTE)
          String note)
      throws CommandFailed {
    var request =
        AssignIncidentRequest.newBuilder()
            .setIncidentId(incident.id)
            .setBy(incident.by())
            .setAssignee(assignee)
            .setNote(note)
            .build();
    return say(stack, incident, c -> c.incidents().assignIncident(request).getIncident());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Says that it is over, though alerts of it may still fire.")
  int resolve(
      @Mixin StackChoice stack,
      @Mixin IncidentChoice incident,
      @Option(names = "--note", required = true, paramLabel = "TEXT", description = "Why.")
          String note)
      throws CommandFailed {
    var request =
        ResolveIncidentRequest.newBuilder()
            .setIncidentId(incident.id)
            .setBy(incident.by())
            .setNote(note)
            .build();
    return say(stack, incident, c -> c.incidents().resolveIncident(request).getIncident());
  }

  @Command(mixinStandardHelpOptions = true, description = "Says that it is not over.")
  int reopen(
      @Mixin StackChoice stack,
      @Mixin IncidentChoice incident,
      @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = NOTE)
          String note)
      throws CommandFailed {
    var request =
        ReopenIncidentRequest.newBuilder()
            .setIncidentId(incident.id)
            .setBy(incident.by())
            .setNote(note)
            .build();
    return say(stack, incident, c -> c.incidents().reopenIncident(request).getIncident());
  }

  private int say(StackChoice stack, IncidentChoice incident, Function<Connection, Incident> call)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      Incident now = call.apply(connection);
      if (incident.json) {
        barometer.print(IncidentJson.of(now));
      } else {
        barometer.print(IncidentText.line(now));
      }
      return 0;
    }
  }

  private static List<Incident> pages(
      Connection connection, ListIncidentsRequest.Builder request, int most) {
    List<Incident> found = new ArrayList<>();
    Pages.read(
        most,
        (size, token) ->
            connection
                .incidents()
                .listIncidents(request.setPageSize(size).setPageToken(token).build()),
        ListIncidentsResponse::getIncidentsList,
        ListIncidentsResponse::getNextPageToken,
        found::add);
    return found;
  }
}
