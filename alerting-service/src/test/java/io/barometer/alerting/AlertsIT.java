package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.AcknowledgeAlertRequest;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.DeleteReceiverRequest;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.GetAlertRequest;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.ListRulesRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts as they are listed, told, acknowledged, and what becomes of them without their rule. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class AlertsIT {

  private static final Instant NOON = Instant.parse("2016-07-01T12:00:00Z");

  private final ScoreLogFixture log = ScoreLogFixture.shared();
  private Api acme;

  @BeforeEach
  void open() {
    acme = new Api(TestKeys.ACME);
  }

  @AfterEach
  void close() {
    acme.close();
  }

  private Alert fallen(String rule, String account) {
    log.moved("acme", account, NOON, null, 600);
    log.moved("acme", account, NOON.plusSeconds(1), 600, 400);
    return only(rule, account, AlertState.ALERT_STATE_FIRING);
  }

  private Alert only(String rule, String account, AlertState state) {
    return acme
        .alerts(account, found -> found.stream().anyMatch(alert -> is(alert, rule, state)))
        .stream()
        .filter(alert -> is(alert, rule, state))
        .findFirst()
        .orElseThrow();
  }

  private static boolean is(Alert alert, String rule, AlertState state) {
    return alert.getRule().equals(rule) && alert.getState() == state;
  }

  private static AcknowledgeAlertRequest acknowledged(Alert alert) {
    return AcknowledgeAlertRequest.newBuilder()
        .setAlertId(alert.getAlertId())
        .setAcknowledgedBy("kim@example.com")
        .build();
  }

  @Test
  void anAlertIsTheSameAloneAndInTheListAndCanBeAcknowledgedUntilItIsResolved() {
    acme.put(Api.fallBelow50("acknowledged", ""));
    Alert fired = fallen("acknowledged", "ack-1");
    var get = GetAlertRequest.newBuilder().setAlertId(fired.getAlertId()).build();
    assertThat(acme.stub().getAlert(get).getAlert()).isEqualTo(fired);

    Alert taken = acme.stub().acknowledgeAlert(acknowledged(fired)).getAlert();
    assertThat(taken)
        .isEqualTo(
            fired.toBuilder()
                .setState(AlertState.ALERT_STATE_ACKNOWLEDGED)
                .setAcknowledgedBy("kim@example.com")
                .build());

    log.moved("acme", "ack-1", NOON.plusSeconds(60), 400, 700);
    Alert resolved = only("acknowledged", "ack-1", AlertState.ALERT_STATE_RESOLVED);
    assertThat(resolved.getResolvedTime().getSeconds())
        .isEqualTo(NOON.plusSeconds(60).getEpochSecond());
    assertThat(Refused.by(() -> acme.stub().acknowledgeAlert(acknowledged(fired))))
        .isEqualTo("FAILED_PRECONDITION STATE");
  }

  @Test
  void aRuleWatchesOneScoreOfAnAccountAndNoOther() {
    acme.put(Api.fallBelow50("of-health", ""));
    acme.put(Api.fallBelow50("of-expansion", "").toBuilder().setScoreName("expansion").build());
    log.scoreMoved("acme", "two-scores", "expansion", NOON, 600, 400);
    log.scoreMoved("acme", "two-scores", "health", NOON.plusSeconds(1), 800, 700);
    log.scoreMoved("acme", "one-score", "health", NOON.plusSeconds(2), 600, 400);

    assertThat(only("of-health", "one-score", AlertState.ALERT_STATE_FIRING).getRule())
        .isEqualTo("of-health");
    Alert fired = only("of-expansion", "two-scores", AlertState.ALERT_STATE_FIRING);
    assertThat(fired.getScore().getScoreName()).isEqualTo("expansion");
    assertThat(fired.getScore().getScore().getTenths()).isEqualTo(400);
    assertThat(acme.alerts("two-scores", found -> true))
        .extracting(Alert::getRule)
        .contains("of-expansion")
        .doesNotContain("of-health");
  }

  @Test
  void aListComesInPagesNewestFirstAndItsTokensOpenNothingElse() {
    acme.put(Api.fallBelow50("pages", ""));
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Instant time = NOON.plusSeconds(100L * i);
      log.moved("acme", "pages", time, i == 0 ? null : 700, 600);
      log.moved("acme", "pages", time.plusSeconds(1), 600, 400);
      log.moved("acme", "pages", time.plusSeconds(2), 400, 700);
    }
    acme.alerts(
            "pages",
            found ->
                found.stream().filter(a -> is(a, "pages", AlertState.ALERT_STATE_RESOLVED)).count()
                    == 5)
        .forEach(alert -> newestFirst.add(alert.getAlertId()));
    var request = ListAlertsRequest.newBuilder().setAccountId("pages").setPageSize(2);
    List<String> paged = new ArrayList<>();
    String token = "";
    do {
      var page = acme.stub().listAlerts(request.setPageToken(token).build());
      assertThat(page.getTotalSize()).isEqualTo(newestFirst.size());
      assertThat(page.getAlertsCount()).isBetween(1, 2);
      page.getAlertsList().forEach(alert -> paged.add(alert.getAlertId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(paged).isEqualTo(newestFirst).hasSizeGreaterThanOrEqualTo(5);
    String second = acme.stub().listAlerts(request.setPageToken("").build()).getNextPageToken();
    assertThat(
            Refused.by(
                () ->
                    acme.stub()
                        .listAlerts(
                            ListAlertsRequest.newBuilder()
                                .setAccountId("other")
                                .setPageToken(second)
                                .build())))
        .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
    assertThat(
            acme.stub()
                .listAlerts(
                    request
                        .setPageToken("")
                        .setPageSize(1_000_000_000)
                        .addStates(AlertState.ALERT_STATE_FIRING)
                        .build())
                .getAlertsList())
        .isEmpty();
  }

  @Test
  void aRuleThatIsRemovedResolvesItsAlertsAndFreesItsReceiver() {
    try (HttpReceiver hook =
        HttpReceiver.start(HttpReceiver.Behaviour.HANG, HttpReceiver.Behaviour.HANG)) {
      acme.put(Api.webhook("removed-hook", hook.url("/")));
      acme.put(Api.fallBelow50("removed", "", "removed-hook"));
      Alert fired = fallen("removed", "removed-1");
      var receiver = DeleteReceiverRequest.newBuilder().setName("removed-hook").build();
      assertThat(Refused.by(() -> acme.stub().deleteReceiver(receiver)))
          .isEqualTo("FAILED_PRECONDITION IN_USE");

      var rule = DeleteRuleRequest.newBuilder().setName("removed").build();
      acme.stub().deleteRule(rule);
      assertThat(
              acme.stub()
                  .getAlert(GetAlertRequest.newBuilder().setAlertId(fired.getAlertId()).build())
                  .getAlert()
                  .getState())
          .isEqualTo(AlertState.ALERT_STATE_RESOLVED);
      assertThat(Refused.by(() -> acme.stub().deleteRule(rule))).isEqualTo("NOT_FOUND NOT_FOUND");
      acme.stub().deleteReceiver(receiver);
      assertThat(Refused.by(() -> acme.stub().deleteReceiver(receiver)))
          .isEqualTo("NOT_FOUND NOT_FOUND");

      Alert orphaned =
          acme
              .alerts(
                  "removed-1",
                  found ->
                      found.stream()
                          .filter(alert -> alert.getAlertId().equals(fired.getAlertId()))
                          .flatMap(alert -> alert.getDeliveriesList().stream())
                          .allMatch(d -> d.getState() == DeliveryState.DELIVERY_STATE_FAILED))
              .stream()
              .filter(alert -> alert.getAlertId().equals(fired.getAlertId()))
              .findFirst()
              .orElseThrow();
      assertThat(orphaned.getDeliveriesList())
          .extracting(Delivery::getLastOutcome)
          .containsOnly("the receiver was removed");
      assertThat(acme.stub().listRules(ListRulesRequest.getDefaultInstance()).getRulesList())
          .extracting(Rule::getName)
          .doesNotContain("removed");
      assertThat(
              acme.stub()
                  .listReceivers(ListReceiversRequest.getDefaultInstance())
                  .getReceiversList())
          .extracting(Receiver::getName)
          .doesNotContain("removed-hook");
    }
  }
}
