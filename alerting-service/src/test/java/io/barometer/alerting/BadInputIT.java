package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.AcknowledgeAlertRequest;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc.AlertingServiceBlockingStub;
import io.barometer.proto.alerting.v1.DeleteReceiverRequest;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.Drop;
import io.barometer.proto.alerting.v1.GetAlertRequest;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.ListRulesRequest;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.Renewal;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.Streak;
import io.barometer.proto.alerting.v1.Sustained;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class BadInputIT {

  private record Case(
      String what,
      Status.Code code,
      String reason,
      String path,
      Consumer<AlertingServiceBlockingStub> call) {}

  private static final Status.Code IA = Status.Code.INVALID_ARGUMENT;
  private static final String UNKNOWN_ID = "01234567-89ab-8def-8123-456789abcdef";

  @Test
  void everyRefusalNamesItsReasonAndField() throws InvalidProtocolBufferException {
    try (Api acme = new Api(TestKeys.ACME)) {
      for (Case one : cases()) {
        StatusRuntimeException refused =
            catchThrowableOfType(
                StatusRuntimeException.class, () -> one.call().accept(acme.stub()));
        assertThat(refused).as(one.what()).isNotNull();
        assertThat(refused.getStatus().getCode()).as(one.what()).isEqualTo(one.code());
        assertThat(info(refused).getReason()).as(one.what()).isEqualTo(one.reason());
        assertThat(paths(refused)).as(one.what()).contains(one.path());
      }
      assertThat(
              acme.stub()
                  .listReceivers(ListReceiversRequest.getDefaultInstance())
                  .getReceiversList())
          .extracting(Receiver::getName)
          .doesNotContain("r");
      assertThat(acme.stub().listRules(ListRulesRequest.getDefaultInstance()).getRulesList())
          .extracting(Rule::getName)
          .doesNotContain("good")
          .contains(
              "at-risk-intervention",
              "expansion",
              "negative-trend",
              "rapid-decline-30d",
              "rapid-decline-7d",
              "renewal-prep",
              "renewal-risk",
              "sustained-low");
    }
  }

  @Test
  void aRuleThatMatchesEveryAccountNeedsTheCount() throws InvalidProtocolBufferException {
    try (Api globex = new Api(TestKeys.GLOBEX)) {
      ScoreLogFixture log = ScoreLogFixture.shared();
      log.moved("globex", "all-1", Instant.parse("2016-03-01T12:00:00Z"), null, 600);
      log.moved("globex", "all-1", Instant.parse("2016-03-01T12:00:01Z"), 600, 400);
      globex.alerts("all-1", alerts -> !alerts.isEmpty());
      Rule rule = Api.fallBelow50("everything", "");

      StatusRuntimeException refused =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> globex.stub().putRule(PutRuleRequest.newBuilder().setRule(rule).build()));
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(info(refused).getReason()).isEqualTo("MATCHES_EVERYTHING");
      int matches = Integer.parseInt(info(refused).getMetadataOrThrow("matches"));
      assertThat(matches).isPositive();
      PutRuleRequest.Builder wrong =
          PutRuleRequest.newBuilder().setRule(rule).setConfirmMatches(matches + 1);
      assertThatThrownBy(() -> globex.stub().putRule(wrong.build()))
          .hasMessageContaining("matches every account now (" + matches + ")");
      assertThat(globex.stub().putRule(wrong.setConfirmMatches(matches).build()).getMatches())
          .isEqualTo(matches);

      try (Api acme = new Api(TestKeys.ACME)) {
        String id = globex.alerts("all-1").getFirst().getAlertId();
        StatusRuntimeException foreign =
            catchThrowableOfType(
                StatusRuntimeException.class,
                () -> acme.stub().getAlert(GetAlertRequest.newBuilder().setAlertId(id).build()));
        assertThat(foreign.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(acme.alerts("all-1")).isEmpty();
      }
    }
  }

  @Test
  void aCallWithoutACredentialOrWithTheServicesIsRefused() {
    try (Api acme = new Api(TestKeys.ACME)) {
      StatusRuntimeException anonymous =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  AlertingServiceGrpc.newBlockingStub(acme.channel().anonymous())
                      .listRules(ListRulesRequest.getDefaultInstance()));
      StatusRuntimeException service =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  AlertingServiceGrpc.newBlockingStub(acme.channel().as(TestKeys.SERVICE))
                      .listRules(ListRulesRequest.getDefaultInstance()));

      assertThat(anonymous.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(service.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Rule good = Api.fallBelow50("good", "");
    rule(cases, "no name", "REQUIRED", "rule.name", good.toBuilder().clearName());
    rule(cases, "a bad name", "KEY_FORMAT", "rule.name", good.toBuilder().setName("A b"));
    rule(
        cases,
        "no severity",
        "VALUE_UNKNOWN",
        "rule.severity",
        good.toBuilder().setSeverity(AlertSeverity.ALERT_SEVERITY_UNSPECIFIED));
    rule(cases, "no condition", "REQUIRED", "rule.condition", good.toBuilder().clearCondition());
    rule(
        cases,
        "8 days",
        "VALUE_UNKNOWN",
        "rule.drop.days",
        good.toBuilder().setDrop(Drop.newBuilder().setDays(8).setComparisonValue(1).setTenths(1)));
    rule(
        cases,
        "a drop downwards",
        "VALUE_UNKNOWN",
        "rule.drop.comparison",
        good.toBuilder().setDrop(Drop.newBuilder().setDays(7).setComparisonValue(3).setTenths(1)));
    rule(
        cases,
        "1,001 tenths",
        "RANGE",
        "rule.drop.tenths",
        good.toBuilder()
            .setDrop(Drop.newBuilder().setDays(7).setComparisonValue(1).setTenths(1001)));
    rule(
        cases,
        "366 days",
        "RANGE",
        "rule.sustained.longer_than_days",
        good.toBuilder()
            .setSustained(Sustained.newBuilder().setComparisonValue(3).setLongerThanDays(366)));
    rule(
        cases,
        "4 falls",
        "RANGE",
        "rule.streak.falls",
        good.toBuilder().setStreak(Streak.newBuilder().setFalls(4)));
    rule(
        cases,
        "a renewal without level or band",
        "REQUIRED",
        "rule.renewal.comparison",
        good.toBuilder().setRenewal(Renewal.newBuilder().setDaysAhead(30)));
    rule(
        cases,
        "an unknown receiver",
        "RECEIVER_UNKNOWN",
        "rule.receivers[0]",
        good.toBuilder().addReceivers("nobody"));
    receiver(
        cases, "no channel", "REQUIRED", "receiver.channel", Receiver.newBuilder().setName("r"));
    receiver(cases, "no address", "REQUIRED", "receiver.slack.webhook_url", Api.slack("r", ""));
    receiver(
        cases,
        "a private address",
        "DESTINATION_FORBIDDEN",
        "receiver.slack.webhook_url",
        Api.slack("r", "https://10.0.0.1/x"));
    receiver(
        cases,
        "http",
        "DESTINATION_FORBIDDEN",
        "receiver.webhook.url",
        Api.webhook("r", "http://example.com/"));
    Receiver.Builder shortSecret = Api.webhook("r", "https://example.com/");
    shortSecret.getWebhookBuilder().setSecret("whsec_AAAA");
    receiver(cases, "a short secret", "KEY_FORMAT", "receiver.webhook.secret", shortSecret);
    receiver(
        cases,
        "a line break in an address",
        "ADDRESS",
        "receiver.email.to[0]",
        Api.email("r", "kim@example.com\r\nBcc: all@example.com"));
    others(cases);
    return cases;
  }

  private static void others(List<Case> cases) {
    cases.add(
        new Case(
            "an unknown rule",
            Status.Code.NOT_FOUND,
            "NOT_FOUND",
            "",
            s -> s.deleteRule(DeleteRuleRequest.newBuilder().setName("nothing").build())));
    cases.add(
        new Case(
            "an unknown receiver",
            Status.Code.NOT_FOUND,
            "NOT_FOUND",
            "",
            s -> s.deleteReceiver(DeleteReceiverRequest.newBuilder().setName("nobody").build())));
    cases.add(
        new Case(
            "a page of -1",
            IA,
            "RANGE",
            "page_size",
            s -> s.listAlerts(ListAlertsRequest.newBuilder().setPageSize(-1).build())));
    cases.add(
        new Case(
            "a forged token",
            IA,
            "PAGE_TOKEN",
            "page_token",
            s -> s.listAlerts(ListAlertsRequest.newBuilder().setPageToken("forged").build())));
    cases.add(
        new Case(
            "a state that is none",
            IA,
            "VALUE_UNKNOWN",
            "states[0]",
            s ->
                s.listAlerts(
                    ListAlertsRequest.newBuilder()
                        .addStates(AlertState.ALERT_STATE_UNSPECIFIED)
                        .build())));
    cases.add(
        new Case(
            "an id that is none",
            IA,
            "KEY_FORMAT",
            "alert_id",
            s -> s.getAlert(GetAlertRequest.newBuilder().setAlertId("x").build())));
    cases.add(
        new Case(
            "an unknown alert",
            Status.Code.NOT_FOUND,
            "NOT_FOUND",
            "",
            s -> s.getAlert(GetAlertRequest.newBuilder().setAlertId(UNKNOWN_ID).build())));
    cases.add(
        new Case(
            "acknowledged by nobody",
            IA,
            "REQUIRED",
            "acknowledged_by",
            s ->
                s.acknowledgeAlert(
                    AcknowledgeAlertRequest.newBuilder().setAlertId(UNKNOWN_ID).build())));
  }

  private static void rule(
      List<Case> cases, String what, String reason, String path, Rule.Builder rule) {
    cases.add(
        new Case(
            what,
            IA,
            reason,
            path,
            s -> s.putRule(PutRuleRequest.newBuilder().setRule(rule).build())));
  }

  private static void receiver(
      List<Case> cases, String what, String reason, String path, Receiver.Builder receiver) {
    cases.add(
        new Case(
            what,
            IA,
            reason,
            path,
            s -> s.putReceiver(PutReceiverRequest.newBuilder().setReceiver(receiver).build())));
  }

  private static com.google.rpc.Status status(StatusRuntimeException refused) {
    return java.util.Objects.requireNonNull(StatusProto.fromThrowable(refused));
  }

  private static ErrorInfo info(StatusRuntimeException refused)
      throws InvalidProtocolBufferException {
    for (var detail : status(refused).getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        return detail.unpack(ErrorInfo.class);
      }
    }
    return ErrorInfo.getDefaultInstance();
  }

  private static List<String> paths(StatusRuntimeException refused)
      throws InvalidProtocolBufferException {
    List<String> paths = new ArrayList<>(List.of(""));
    for (var detail : status(refused).getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        detail
            .unpack(BadRequest.class)
            .getFieldViolationsList()
            .forEach(violation -> paths.add(violation.getField()));
      }
    }
    return paths;
  }
}
