package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentRequest;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentResponse;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AssignIncidentRequest;
import io.barometer.proto.alerting.v1.AssignIncidentResponse;
import io.barometer.proto.alerting.v1.GetIncidentRequest;
import io.barometer.proto.alerting.v1.GetIncidentResponse;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentAccount;
import io.barometer.proto.alerting.v1.IncidentChange;
import io.barometer.proto.alerting.v1.IncidentChangeKind;
import io.barometer.proto.alerting.v1.IncidentServiceGrpc.IncidentServiceImplBase;
import io.barometer.proto.alerting.v1.IncidentState;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.alerting.v1.ListIncidentsResponse;
import io.barometer.proto.alerting.v1.ReopenIncidentRequest;
import io.barometer.proto.alerting.v1.ReopenIncidentResponse;
import io.barometer.proto.alerting.v1.ResolveIncidentRequest;
import io.barometer.proto.alerting.v1.ResolveIncidentResponse;
import io.barometer.proto.alerting.v1.SnoozeIncidentRequest;
import io.barometer.proto.alerting.v1.SnoozeIncidentResponse;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IncidentsCommandTest {
  private static final Timestamp NOON =
      Timestamp.newBuilder()
          .setSeconds(Instant.parse("2026-03-01T12:00:00Z").getEpochSecond())
          .build();
  private static final Incident SILENT =
      Incident.newBuilder()
          .setIncidentId("0d9f")
          .setCause("source check.backup")
          .setState(IncidentState.INCIDENT_STATE_FIRING)
          .setSeverity(AlertSeverity.ALERT_SEVERITY_WARNING)
          .setOpenedTime(NOON)
          .setOpenAlerts(2)
          .setAlerts(3)
          .setAccounts(3)
          .addAccountIds("a")
          .build();

  private final List<Object> asked = new ArrayList<>();
  @AutoClose private final FakeServer server = new FakeServer(new Fake());
  private final CommandRun cli = new CommandRun(server.address());

  @Test
  void incidents_are_listed_page_by_page() {
    assertThat(cli.run("incidents", "list", "--state", "firing,snoozed", "--cause", "x")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Opened            Urgency  Cause                Alerts  State
            2026-03-01 12:00  warning  source check.backup  2 of 3  firing
                0d9f
            2026-03-01 12:00  warning  source check.backup  2 of 3  acknowledged by Kim
                1eaf
            """);
    ListIncidentsRequest first = (ListIncidentsRequest) asked.getFirst();
    assertThat(first.getStatesList())
        .containsExactly(IncidentState.INCIDENT_STATE_FIRING, IncidentState.INCIDENT_STATE_SNOOZED);
    assertThat(first.getCause()).isEqualTo("x");
    assertThat(((ListIncidentsRequest) asked.get(1)).getPageToken()).isEqualTo("next");
  }

  @Test
  void an_incident_is_shown_with_accounts_and_history() {
    assertThat(cli.run("incidents", "show", "0d9f")).isZero();
    assertThat(cli.out())
        .startsWith("source check.backup  warning, firing, since 2026-03-01 12:00\n")
        .contains("Acme      42.0  ")
        .contains("2026-03-01 12:00  opened")
        .endsWith("No ledger: The cause is over accounts.\n");
  }

  @Test
  void an_incident_is_an_object_for_programs() {
    assertThat(cli.run("incidents", "show", "0d9f", "--json")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            {"incident":"0d9f","cause":"source check.backup","state":"firing","severity":"warning",\
            "opened":"2026-03-01T12:00:00Z","resolved":null,"snoozed_until":null,\
            "acknowledged_by":null,"assignee":null,"open_alerts":2,"alerts":3,"accounts":3,\
            "account_ids":["a"],"all_alerts":[],"all_accounts":[{"account":"a","name":"Acme",\
            "score":42.0,"change_7d":-3.1}],"history":[{"time":"2026-03-01T12:00:00Z",\
            "kind":"opened","by":null,"note":null}],"ledger":null,\
            "no_ledger_because":"The cause is over accounts."}
            """);
  }

  @Test
  void what_a_person_says_is_passed_on_and_where_it_stands_is_told() {
    assertThat(cli.run("incidents", "ack", "0d9f", "--by", "Kim", "--note", "on it")).isZero();
    assertThat(cli.out())
        .isEqualTo("source check.backup (2 of 3 alerts open): acknowledged by Kim\n");
    assertThat(cli.run("incidents", "snooze", "0d9f", "--for", "4h", "--by", "Kim")).isZero();
    assertThat(cli.run("incidents", "assign", "0d9f", "Lee", "--by", "Kim")).isZero();
    assertThat(cli.run("incidents", "resolve", "0d9f", "--by", "Kim", "--note", "known")).isZero();
    assertThat(cli.run("incidents", "reopen", "0d9f", "--by", "Kim", "--json")).isZero();
    assertThat(asked)
        .satisfiesExactly(
            ack ->
                assertThat(ack)
                    .isEqualTo(
                        AcknowledgeIncidentRequest.newBuilder()
                            .setIncidentId("0d9f")
                            .setBy("Kim")
                            .setNote("on it")
                            .build()),
            snooze ->
                assertThat(((SnoozeIncidentRequest) snooze).getUntilTime().getSeconds())
                    .isBetween(
                        Instant.now().getEpochSecond() + 14_300,
                        Instant.now().getEpochSecond() + 14_401),
            assign -> assertThat(((AssignIncidentRequest) assign).getAssignee()).isEqualTo("Lee"),
            resolve -> assertThat(((ResolveIncidentRequest) resolve).getNote()).isEqualTo("known"),
            reopen -> assertThat(((ReopenIncidentRequest) reopen).getBy()).isEqualTo("Kim"));
  }

  @Test
  void a_length_that_is_none_is_refused_with_an_example() {
    assertThat(cli.run("incidents", "snooze", "0d9f", "--for", "soon")).isEqualTo(1);
    assertThat(cli.err()).isEqualTo("\"soon\" is no length of time, for example 30m, 4h, 7d\n");
  }

  private final class Fake extends IncidentServiceImplBase {
    @Override
    public void listIncidents(
        ListIncidentsRequest request, StreamObserver<ListIncidentsResponse> answer) {
      boolean first = request.getPageToken().isEmpty();
      send(
          request,
          answer,
          ListIncidentsResponse.newBuilder()
              .addIncidents(first ? SILENT : taken().setIncidentId("1eaf").build())
              .setNextPageToken(first ? "next" : "")
              .build());
    }

    @Override
    public void getIncident(
        GetIncidentRequest request, StreamObserver<GetIncidentResponse> answer) {
      send(
          request,
          answer,
          GetIncidentResponse.newBuilder()
              .setIncident(SILENT)
              .addAccounts(
                  IncidentAccount.newBuilder()
                      .setAccountId("a")
                      .setName("Acme")
                      .setTenths(420)
                      .setChangeTenths(-31))
              .addHistory(
                  IncidentChange.newBuilder()
                      .setKind(IncidentChangeKind.INCIDENT_CHANGE_KIND_OPENED)
                      .setTime(NOON))
              .setNoLedgerBecause("The cause is over accounts.")
              .build());
    }

    @Override
    public void acknowledgeIncident(
        AcknowledgeIncidentRequest request, StreamObserver<AcknowledgeIncidentResponse> answer) {
      send(request, answer, AcknowledgeIncidentResponse.newBuilder().setIncident(taken()).build());
    }

    @Override
    public void snoozeIncident(
        SnoozeIncidentRequest request, StreamObserver<SnoozeIncidentResponse> answer) {
      send(request, answer, SnoozeIncidentResponse.newBuilder().setIncident(SILENT).build());
    }

    @Override
    public void assignIncident(
        AssignIncidentRequest request, StreamObserver<AssignIncidentResponse> answer) {
      send(request, answer, AssignIncidentResponse.newBuilder().setIncident(SILENT).build());
    }

    @Override
    public void resolveIncident(
        ResolveIncidentRequest request, StreamObserver<ResolveIncidentResponse> answer) {
      send(request, answer, ResolveIncidentResponse.newBuilder().setIncident(SILENT).build());
    }

    @Override
    public void reopenIncident(
        ReopenIncidentRequest request, StreamObserver<ReopenIncidentResponse> answer) {
      send(request, answer, ReopenIncidentResponse.newBuilder().setIncident(SILENT).build());
    }

    private static Incident.Builder taken() {
      return SILENT.toBuilder()
          .setState(IncidentState.INCIDENT_STATE_ACKNOWLEDGED)
          .setAcknowledgedBy("Kim");
    }

    private <T> void send(Object request, StreamObserver<T> answer, T message) {
      asked.add(request);
      answer.onNext(message);
      answer.onCompleted();
    }
  }
}
