package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.eventstore.LogEntry;
import io.barometer.proto.alerting.v1.AcknowledgeAlertRequest;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentRequest;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.AssignIncidentRequest;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.GetIncidentRequest;
import io.barometer.proto.alerting.v1.GetIncidentResponse;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentAccount;
import io.barometer.proto.alerting.v1.IncidentChange;
import io.barometer.proto.alerting.v1.IncidentChangeKind;
import io.barometer.proto.alerting.v1.IncidentState;
import io.barometer.proto.alerting.v1.Inhibition;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.ReceiverNames;
import io.barometer.proto.alerting.v1.ReopenIncidentRequest;
import io.barometer.proto.alerting.v1.ResolveIncidentRequest;
import io.barometer.proto.alerting.v1.Route;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.SilentSource;
import io.barometer.proto.alerting.v1.SnoozeIncidentRequest;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One cause, one alert: from the score log to a receiver's door. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class IncidentsIT {
  private static final Instant NOON = Instant.parse("2018-02-01T12:00:00Z");
  private static final String TENANT = "initech";
  private static final String WARNED = "also-warned";

  private final ScoreLogFixture log = ScoreLogFixture.shared();
  private Api initech;

  @BeforeEach
  void open() {
    initech = new Api(TestKeys.INITECH);
  }

  @AfterEach
  void close() {
    put(Routing.newBuilder().setRoot(Route.newBuilder().setName("all")));
    initech.close();
  }

  @Test
  void twoRulesOnOneAccountAreOneIncidentAndOneMessageAndTheCriticalOneKeepsTheOtherQuiet() {
    warnToo();
    try (HttpReceiver door = HttpReceiver.start()) {
      Routing.Builder routing = routing("one", door, "account=two-1");
      routing.addInhibitions(
          Inhibition.newBuilder()
              .setName("critical-first")
              .addSource("severity=critical")
              .addTarget("severity=warning")
              .addEqual("account"));
      put(routing);
      fall("two-1", 0);
      Incident incident = only("account two-1", IncidentState.INCIDENT_STATE_FIRING, 2);
      JsonObject data = body(door, 1).getJsonObject("data");

      assertThat(incident.getSeverity()).isEqualTo(AlertSeverity.ALERT_SEVERITY_CRITICAL);
      assertThat(incident.getAccountIdsList()).containsExactly("two-1");
      assertThat(data.getInteger("firing")).isEqualTo(1);
      assertThat(data.getJsonObject("labels").getString("incident")).isEqualTo("account two-1");
      GetIncidentResponse told = get(incident);
      assertThat(told.getAlertsList())
          .extracting(Alert::getRule)
          .containsExactlyInAnyOrder("at-risk-intervention", WARNED);
      Timestamp fired = incident.getOpenedTime();
      assertThat(told.getLedger().getFrom().getAccount().getAccountId()).isEqualTo("two-1");
      assertThat(told.getLedger().getFrom().getAsOfTime())
          .isEqualTo(fired.toBuilder().setSeconds(fired.getSeconds() - 86_400).build());
      assertThat(told.getLedger().getTo().getAsOfTime()).isEqualTo(fired);
      rise("two-1", 1);
      assertThat(body(door, 2).getString("type")).isEqualTo("group.resolved");
      only("account two-1", IncidentState.INCIDENT_STATE_RESOLVED, 2);
      assertThat(door.requests()).hasSize(2);
    } finally {
      doNotWarn();
    }
  }

  @Test
  void aDeadConnectorOverThreeAccountsIsOneIncidentAndOneMessage() {
    initech.put(
        Rule.newBuilder()
            .setName("backup-silent")
            .setSeverity(AlertSeverity.ALERT_SEVERITY_WARNING)
            .setEnabled(true)
            .setSilentSource(
                SilentSource.newBuilder().setSignal("check.backup").setLongerThanHours(2))
            .build());
    try (HttpReceiver door = HttpReceiver.start()) {
      put(routing("dead", door, "account=~\"dead-.*\""));
      for (int i = 1; i <= 3; i++) {
        log.moved(TENANT, "dead-" + i, NOON, null, 700 + i);
        log.heard(TENANT, "dead-" + i, NOON.plusSeconds(i), "check.backup");
      }
      log.hour(NOON.plusSeconds(3 * 3_600));
      Incident incident = only("source check.backup", IncidentState.INCIDENT_STATE_FIRING, 3);
      JsonObject data = body(door, 1).getJsonObject("data");

      assertThat(data.getInteger("firing")).isEqualTo(3);
      assertThat(incident.getAccounts()).isEqualTo(3);
      GetIncidentResponse told = get(incident);
      assertThat(told.hasLedger()).isFalse();
      assertThat(told.getNoLedgerBecause()).isNotEmpty();
      assertThat(told.getAccountsList())
          .extracting(IncidentAccount::getAccountId, IncidentAccount::getChangeTenths)
          .containsExactly(tuple("dead-1", -23), tuple("dead-2", -23), tuple("dead-3", -23));
      assertThat(list(b -> b.setAccountId("dead-2"))).containsExactly(incident);
      acknowledge(incident, "Kim");
      for (int i = 1; i <= 3; i++) {
        log.heard(TENANT, "dead-" + i, NOON.plusSeconds(3 * 3_600 + i), "check.backup");
      }
      only("source check.backup", IncidentState.INCIDENT_STATE_RESOLVED, 3);
      assertThat(body(door, 2).getString("type")).isEqualTo("group.resolved");
      assertThat(door.requests()).hasSize(2);
    } finally {
      initech.stub().deleteRule(DeleteRuleRequest.newBuilder().setName("backup-silent").build());
    }
  }

  @Test
  void fallsAfterAReleaseAreOneIncidentThatNamesIt() {
    Instant shipped = NOON.plusSeconds(20 * 86_400L);
    log.event(
        TENANT, "", shipped, "release_shipped", Map.of("product", "Console", "version", "4.2"));
    for (String account : List.of("rel-1", "rel-2")) {
      log.moved(TENANT, account, shipped.plusSeconds(60), null, 700);
      log.moved(TENANT, account, shipped.plusSeconds(3_600), 700, 420);
    }
    Incident incident = only("release Console 4.2", IncidentState.INCIDENT_STATE_FIRING, 2);
    assertThat(incident.getAccountIdsList()).containsExactly("rel-1", "rel-2");
  }

  @Test
  void whatPeopleSayHoldsForItsAlertsAndIsKept() {
    warnToo();
    try {
      fall("said-1", 10);
      Incident incident = only("account said-1", IncidentState.INCIDENT_STATE_FIRING, 2);
      for (Alert alert : initech.alerts("said-1")) {
        initech
            .stub()
            .acknowledgeAlert(
                AcknowledgeAlertRequest.newBuilder()
                    .setAlertId(alert.getAlertId())
                    .setAcknowledgedBy("Kim")
                    .build());
      }
      assertThat(get(incident).getIncident().getState())
          .isEqualTo(IncidentState.INCIDENT_STATE_ACKNOWLEDGED);
      Incident given =
          initech
              .incidents()
              .assignIncident(
                  AssignIncidentRequest.newBuilder()
                      .setIncidentId(incident.getIncidentId())
                      .setBy("Kim")
                      .setAssignee("Lee")
                      .build())
              .getIncident();
      assertThat(list(b -> b.setAssignee("Lee"))).containsExactly(given);
      resolve(incident, "Lee");
      Incident again =
          initech
              .incidents()
              .reopenIncident(
                  ReopenIncidentRequest.newBuilder()
                      .setIncidentId(incident.getIncidentId())
                      .setBy("Kim")
                      .build())
              .getIncident();
      assertThat(again.getState()).isEqualTo(IncidentState.INCIDENT_STATE_FIRING);
      assertThat(initech.alerts("said-1"))
          .extracting(Alert::getState)
          .containsOnly(AlertState.ALERT_STATE_FIRING);
      doNotWarn();
      assertThat(get(incident).getIncident().getOpenAlerts()).isEqualTo(1);
      rise("said-1", 11);
      only("account said-1", IncidentState.INCIDENT_STATE_RESOLVED, 2);
      assertThat(get(incident).getHistoryList())
          .extracting(IncidentChange::getKind, IncidentChange::getBy, IncidentChange::getNote)
          .containsExactly(
              tuple(kind("OPENED"), "", ""),
              tuple(kind("RAISED"), "", ""),
              tuple(kind("ACKNOWLEDGED"), "Kim", ""),
              tuple(kind("ASSIGNED"), "Kim", "to Lee"),
              tuple(kind("RESOLVED"), "Lee", "known"),
              tuple(kind("REOPENED"), "Kim", ""),
              tuple(kind("RESOLVED"), "", ""));
    } finally {
      doNotWarn();
    }
  }

  @Test
  void anAlertWithinADayReopensItAndALaterOneIsAnother() {
    fall("again-1", 20);
    Incident first = only("account again-1", IncidentState.INCIDENT_STATE_FIRING, 1);
    rise("again-1", 21);
    fall("again-1", 22);
    Incident same = only("account again-1", IncidentState.INCIDENT_STATE_FIRING, 2);
    assertThat(same.getIncidentId()).isEqualTo(first.getIncidentId());
    rise("again-1", 23);
    fall("again-1", 24 + 24 * 60);
    Await.until(() -> list(b -> b.setCause("account again-1")), incidents -> incidents.size() == 2);
    assertThat(list(b -> b.setCause("account again-1")))
        .extracting(Incident::getState, Incident::getAlerts)
        .containsExactly(
            tuple(IncidentState.INCIDENT_STATE_FIRING, 1),
            tuple(IncidentState.INCIDENT_STATE_RESOLVED, 2));
    assertThat(
            Refused.message(
                () ->
                    initech
                        .incidents()
                        .reopenIncident(
                            ReopenIncidentRequest.newBuilder()
                                .setIncidentId(first.getIncidentId())
                                .setBy("Kim")
                                .build())))
        .isEqualTo("There is a newer incident of the same cause. Look at that one.");
  }

  @Test
  void aSnoozedIncidentIsQuietAndToldAgainWhenItWakes() {
    try (HttpReceiver door = HttpReceiver.start()) {
      put(routing("snoozed", door, "account=snooze-1"));
      fall("snooze-1", 30);
      assertThat(body(door, 1).getString("type")).isEqualTo("group.opened");
      Incident incident = only("account snooze-1", IncidentState.INCIDENT_STATE_FIRING, 1);
      Instant until = Instant.now().plusSeconds(3);
      Incident quiet =
          initech
              .incidents()
              .snoozeIncident(
                  SnoozeIncidentRequest.newBuilder()
                      .setIncidentId(incident.getIncidentId())
                      .setBy("Kim")
                      .setUntilTime(Timestamps.fromMillis(until.toEpochMilli()))
                      .build())
              .getIncident();
      assertThat(quiet.getState()).isEqualTo(IncidentState.INCIDENT_STATE_SNOOZED);
      JsonObject told = body(door, 2);
      assertThat(Instant.now()).isAfter(until);
      assertThat(told.getString("type")).isEqualTo("group.opened");
      assertThat(get(incident).getIncident().getState())
          .isEqualTo(IncidentState.INCIDENT_STATE_FIRING);
    }
  }

  @Test
  void whatIsEvaluatedAgainChangesNothing() {
    List<LogEntry> entries =
        List.of(
            log.moved(TENANT, "replayed-1", NOON.plusSeconds(3_000), null, 700),
            log.moved(TENANT, "replayed-1", NOON.plusSeconds(3_001), 700, 420));
    Incident incident = only("account replayed-1", IncidentState.INCIDENT_STATE_FIRING, 1);
    Incident taken = acknowledge(incident, "Kim");
    GetIncidentResponse before = get(incident);
    log.again(entries);
    fall("replayed-2", 51);
    only("account replayed-2", IncidentState.INCIDENT_STATE_FIRING, 1);
    assertThat(get(incident)).isEqualTo(before);
    assertThat(acknowledge(incident, "Kim")).isEqualTo(taken);
    assertThat(get(incident)).isEqualTo(before);
  }

  @Test
  void everythingThatIsWrongWithARequestIsToldAtOnce() {
    assertThat(
            Refused.paths(
                () ->
                    initech
                        .incidents()
                        .snoozeIncident(
                            SnoozeIncidentRequest.newBuilder()
                                .setIncidentId("none")
                                .setUntilTime(Timestamp.newBuilder().setSeconds(1))
                                .setNote("\0")
                                .build())))
        .containsExactly("until_time", "incident_id", "by", "note");
    assertThat(
            Refused.paths(
                () ->
                    initech
                        .incidents()
                        .listIncidents(
                            ListIncidentsRequest.newBuilder()
                                .addStatesValue(0)
                                .addStatesValue(9)
                                .setPageSize(-1)
                                .setCause("x".repeat(501))
                                .build())))
        .containsExactly("states[0]", "states[1]", "cause", "page_size");
    assertThat(
            Refused.by(
                () ->
                    initech
                        .incidents()
                        .resolveIncident(
                            ResolveIncidentRequest.newBuilder()
                                .setIncidentId("00000000-0000-8000-8000-000000000001")
                                .setBy("Kim")
                                .setNote("x")
                                .build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
  }

  @Test
  void pagesFollowEachOtherAndAnotherTenantSeesNothing() {
    fall("page-1", 60);
    fall("page-1b", 61);
    Incident first = only("account page-1", IncidentState.INCIDENT_STATE_FIRING, 1);
    only("account page-1b", IncidentState.INCIDENT_STATE_FIRING, 1);
    var request = ListIncidentsRequest.newBuilder().setPageSize(1);
    var page = initech.incidents().listIncidents(request.build());
    assertThat(page.getIncidentsCount()).isEqualTo(1);
    assertThat(page.getTotalSize()).isGreaterThanOrEqualTo(2);
    var next =
        initech.incidents().listIncidents(request.setPageToken(page.getNextPageToken()).build());
    assertThat(next.getIncidents(0)).isNotEqualTo(page.getIncidents(0));
    try (Api globex = new Api(TestKeys.GLOBEX)) {
      assertThat(
              Refused.by(
                  () ->
                      globex
                          .incidents()
                          .getIncident(
                              GetIncidentRequest.newBuilder()
                                  .setIncidentId(first.getIncidentId())
                                  .build())))
          .isEqualTo("NOT_FOUND NOT_FOUND");
    }
  }

  private Incident only(String cause, IncidentState state, int alerts) {
    return Await.until(
            () -> list(b -> b.setCause(cause)),
            found ->
                !found.isEmpty()
                    && found.getFirst().getState() == state
                    && found.getFirst().getAlerts() == alerts)
        .stream()
        .filter(one -> one.getState() == state && one.getAlerts() == alerts)
        .findFirst()
        .orElseThrow();
  }

  private List<Incident> list(java.util.function.Consumer<ListIncidentsRequest.Builder> asked) {
    ListIncidentsRequest.Builder request = ListIncidentsRequest.newBuilder();
    asked.accept(request);
    return initech.incidents().listIncidents(request.build()).getIncidentsList();
  }

  private GetIncidentResponse get(Incident incident) {
    return initech
        .incidents()
        .getIncident(
            GetIncidentRequest.newBuilder().setIncidentId(incident.getIncidentId()).build());
  }

  private Incident acknowledge(Incident incident, String by) {
    return initech
        .incidents()
        .acknowledgeIncident(
            AcknowledgeIncidentRequest.newBuilder()
                .setIncidentId(incident.getIncidentId())
                .setBy(by)
                .build())
        .getIncident();
  }

  private void resolve(Incident incident, String by) {
    Incident over =
        initech
            .incidents()
            .resolveIncident(
                ResolveIncidentRequest.newBuilder()
                    .setIncidentId(incident.getIncidentId())
                    .setBy(by)
                    .setNote("known")
                    .build())
            .getIncident();
    assertThat(over.getState()).isEqualTo(IncidentState.INCIDENT_STATE_RESOLVED);
  }

  private void warnToo() {
    initech.put(
        Api.fallBelow50(WARNED, "").toBuilder()
            .setSeverity(AlertSeverity.ALERT_SEVERITY_WARNING)
            .build());
  }

  private void doNotWarn() {
    boolean known =
        initech
            .stub()
            .listRules(io.barometer.proto.alerting.v1.ListRulesRequest.getDefaultInstance())
            .getRulesList()
            .stream()
            .anyMatch(rule -> rule.getName().equals(WARNED));
    if (known) {
      initech.stub().deleteRule(DeleteRuleRequest.newBuilder().setName(WARNED).build());
    }
  }

  private void put(Routing.Builder routing) {
    initech.routing().putRouting(PutRoutingRequest.newBuilder().setRouting(routing).build());
  }

  private Routing.Builder routing(String receiver, HttpReceiver door, String matcher) {
    initech.put(Api.webhook(receiver, door.url("/")));
    return Routing.newBuilder()
        .setRoot(
            Route.newBuilder()
                .setName("all")
                .addRoutes(
                    Route.newBuilder()
                        .setName(receiver)
                        .addMatchers(matcher)
                        .setReceivers(ReceiverNames.newBuilder().addNames(receiver))
                        .setGroupWait(millis(700))
                        .setGroupInterval(millis(300))
                        .setRepeatInterval(millis(0))));
  }

  private void fall(String account, int minute) {
    log.moved(TENANT, account, NOON.plusSeconds(minute * 60L), null, 700);
    log.moved(TENANT, account, NOON.plusSeconds(minute * 60L + 1), 700, 420);
  }

  private void rise(String account, int minute) {
    log.moved(TENANT, account, NOON.plusSeconds(minute * 60L), 420, 600);
  }

  private static JsonObject body(HttpReceiver door, int number) {
    var requests = Await.until(door::requests, found -> found.size() >= number);
    return new JsonObject(requests.get(number - 1).body());
  }

  private static IncidentChangeKind kind(String name) {
    return IncidentChangeKind.valueOf("INCIDENT_CHANGE_KIND_" + name);
  }

  private static com.google.protobuf.Duration millis(long millis) {
    return com.google.protobuf.Duration.newBuilder().setNanos((int) millis * 1_000_000).build();
  }
}
