package io.barometer.alerting;

import static io.barometer.proto.alerting.v1.AlertState.ALERT_STATE_FIRING;
import static io.barometer.proto.alerting.v1.AlertState.ALERT_STATE_RESOLVED;
import static io.barometer.proto.alerting.v1.AlertState.ALERT_STATE_WITHDRAWN;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_LESS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.CoverageLost;
import io.barometer.proto.alerting.v1.Crossing;
import io.barometer.proto.alerting.v1.EventSeen;
import io.barometer.proto.alerting.v1.Expression;
import io.barometer.proto.alerting.v1.Level;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.SilentSource;
import io.barometer.proto.alerting.v1.Streak;
import io.barometer.proto.alerting.v1.ValidateRulesRequest;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every kind of condition, from the score log to the alert. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class RuleKindsIT {
  private static final LocalDate DAY = LocalDate.of(2017, 3, 1);
  private static final Instant NOON = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);

  private final ScoreLogFixture log = ScoreLogFixture.shared();
  private Api hooli;

  @BeforeEach
  void open() {
    hooli = new Api(TestKeys.HOOLI);
  }

  @AfterEach
  void close() {
    hooli.close();
  }

  @Test
  void aConnectorThatDiesIsAnIncidentWithinTheHourlyCheckWhileLoginsStayNormal() {
    hooli.put(silent("forwarding-silent", "check.log_forwarding", 1));
    log.moved("hooli", "a1", NOON, null, 820);
    log.heard("hooli", "a1", NOON.plusSeconds(60), "check.log_forwarding");
    log.hour(NOON.plusSeconds(3_600));
    log.moved("hooli", "a1", NOON.plusSeconds(4_000), 820, 830);
    assertThat(of("a1", "forwarding-silent")).isEmpty();

    log.hour(NOON.plusSeconds(7_200));

    Alert fired = only("a1", "forwarding-silent", ALERT_STATE_FIRING);
    assertThat(fired.getReason())
        .isEqualTo(
            "\"check.log_forwarding\" has been silent since 1 Mar 2017 12:01 UTC, for more than an"
                + " hour.");
    assertThat(fired.getScore().getScore().getTenths()).isEqualTo(830);
    log.heard("hooli", "a1", NOON.plusSeconds(8_000), "check.log_forwarding");
    only("a1", "forwarding-silent", ALERT_STATE_RESOLVED);
  }

  @Test
  void aSourceOfAnAccountWithoutAScoreFiresAsWell() {
    hooli.put(silent("unscored-silent", "measurement.seats", 2));
    log.heard("hooli", "a1-unscored", NOON, "measurement.seats");
    log.hour(NOON.plusSeconds(3 * 3_600));

    Alert fired = only("a1-unscored", "unscored-silent", ALERT_STATE_FIRING);

    assertThat(fired.getScore().getAccount().getAccountId()).isEqualTo("a1-unscored");
  }

  @Test
  void aFailedAuditFiresAndAPassedOneEndsIt() {
    hooli.put(
        rule("audit-failed")
            .setEvent(
                EventSeen.newBuilder()
                    .setType("audit_completed")
                    .putWhere("passed", "false")
                    .putUntil("passed", "true"))
            .build());
    log.event("hooli", "a2", NOON, "audit_completed", Map.of("passed", "true"));
    log.event(
        "hooli", "a2", NOON, "audit_completed", Map.of("passed", "false", "framework", "HIPAA"));

    Alert fired = only("a2", "audit-failed", ALERT_STATE_FIRING);

    assertThat(fired.getReason()).isEqualTo("audit completed: framework HIPAA, passed false.");
    log.event("hooli", "a2", NOON.plusSeconds(9), "audit_completed", Map.of("passed", "true"));
    only("a2", "audit-failed", ALERT_STATE_RESOLVED);
  }

  @Test
  void aChampionWhoLeavesFiresAndARetractionWithdrawsIt() {
    hooli.put(
        rule("champion-left")
            .setEvent(
                EventSeen.newBuilder()
                    .setType("contact_changed")
                    .putWhere("role", "champion")
                    .putWhere("active", "false"))
            .build());
    log.moved("hooli", "a4", NOON, null, 850);
    var left = Map.of("contact_id", "c1", "role", "champion", "active", "false");
    log.event("hooli", "a4", NOON.plusSeconds(1), "contact_changed", left);
    only("a4", "champion-left", ALERT_STATE_FIRING);

    log.corrected("hooli", "a4", NOON.plusSeconds(60), 850, log.entries().getFirst(), 850, 850);

    Alert withdrawn = only("a4", "champion-left", ALERT_STATE_WITHDRAWN);
    assertThat(withdrawn.getState()).isEqualTo(ALERT_STATE_WITHDRAWN);
  }

  @Test
  void coverageThatIsLostFires() {
    hooli.put(
        rule("coverage-lost")
            .setCoverageLost(
                CoverageLost.newBuilder().setComparison(COMPARISON_LESS).setPercent(60))
            .build());
    log.told("hooli", "coverage-1", NOON, 700, 80, Map.of(), Map.of());
    log.told("hooli", "coverage-1", NOON.plusSeconds(1), 700, 55, Map.of(), Map.of());

    assertThat(only("coverage-1", "coverage-lost", ALERT_STATE_FIRING).getReason())
        .isEqualTo(
            "Data covers 55 % of the weight, before it was 80 % (the rule's bound: less than 60 %).");
  }

  @Test
  void anExpressionReadsScoreDimensionsMetricsAndProfile() {
    String when =
        "score < 75 && group.usage < 50 && metric.logins_30d < 5 && fact.owner == 'kim@example.com'";
    hooli.put(rule("expression").setExpression(Expression.newBuilder().setWhen(when)).build());
    log.told("hooli", "cel-1", NOON, 700, 100, Map.of("logins_30d", 9.0), Map.of("usage", 40.0));
    log.told(
        "hooli",
        "cel-1",
        NOON.plusSeconds(1),
        700,
        100,
        Map.of("logins_30d", 4.0),
        Map.of("usage", 40.0));

    assertThat(only("cel-1", "expression", ALERT_STATE_FIRING).getReason())
        .endsWith("holds (logins_30d 4, score 70, usage 40).");
    log.told("hooli", "cel-1", NOON.plusSeconds(2), 700, 100, Map.of(), Map.of("usage", 40.0));
    log.told("hooli", "cel-1", NOON.plusSeconds(3), 760, 100, Map.of(), Map.of("usage", 60.0));
    only("cel-1", "expression", ALERT_STATE_RESOLVED);
  }

  @Test
  void aLevelThatLastsFiresAfterItsHoursAndCoolsDown() {
    hooli.put(
        rule("low-for-two-hours")
            .setLevel(Level.newBuilder().setComparison(COMPARISON_LESS).setTenths(400))
            .setClear(450)
            .setForDuration(Duration.newBuilder().setSeconds(7_200))
            .setCoolDown(Duration.newBuilder().setSeconds(86_400))
            .build());
    log.moved("hooli", "steady-1", NOON, null, 390);
    log.hour(NOON.plusSeconds(3_600));
    assertThat(of("steady-1", "low-for-two-hours")).isEmpty();
    log.hour(NOON.plusSeconds(7_200));
    only("steady-1", "low-for-two-hours", ALERT_STATE_FIRING);

    log.moved("hooli", "steady-1", NOON.plusSeconds(7_300), 390, 440);
    log.moved("hooli", "steady-1", NOON.plusSeconds(7_400), 440, 450);
    only("steady-1", "low-for-two-hours", ALERT_STATE_RESOLVED);
    log.moved("hooli", "steady-1", NOON.plusSeconds(7_500), 450, 300);
    log.hour(NOON.plusSeconds(12 * 3_600));
    assertThat(of("steady-1", "low-for-two-hours")).hasSize(1);

    log.day(DAY.plusDays(2));
    Await.until(() -> of("steady-1", "low-for-two-hours"), alerts -> alerts.size() == 2);
  }

  @Test
  void validationTellsWhatEachRuleMatchesAndStoresNothing() {
    log.told("hooli", "valid-1", NOON, 123, 100, Map.of("seats", 7.0), Map.of());
    Await.until(
        () ->
            hooli
                .stub()
                .validateRules(
                    ValidateRulesRequest.newBuilder()
                        .addRules(
                            rule("v1")
                                .setExpression(
                                    Expression.newBuilder()
                                        .setWhen("score < 12.4 && metric.seats == 7")))
                        .build())
                .getRules(0),
        found -> found.getMatches() == 1 && found.getAccountIdsList().equals(List.of("valid-1")));
  }

  @Test
  void everyMistakeOfEveryRuleIsToldAtOnce() throws InvalidProtocolBufferException {
    var request =
        ValidateRulesRequest.newBuilder()
            .addRules(
                rule("one")
                    .setClear(500)
                    .setStreak(Streak.newBuilder().setFalls(3))
                    .setForDuration(Duration.newBuilder().setSeconds(-1)))
            .addRules(
                rule("one")
                    .setCrossing(
                        Crossing.newBuilder().setComparison(COMPARISON_LESS).setTenths(500))
                    .setClear(499))
            .addRules(silent("three", "activity", 0))
            .addRules(
                rule("four")
                    .setEvent(
                        EventSeen.newBuilder()
                            .setType("audit_completed")
                            .putWhere("pased", "no")
                            .putUntil("passed", "no")))
            .addRules(rule("five").setEvent(EventSeen.newBuilder().setType("activity")))
            .addRules(
                rule("six")
                    .setExpression(
                        Expression.newBuilder()
                            .setWhen("score < ")
                            .setUntil("metric.a / metric.b > 1")))
            .addRules(
                rule("seven").addReceivers("nobody").setLevel(Level.newBuilder().setTenths(1001)))
            .build();

    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> hooli.stub().validateRules(request));

    assertThat(violations(refused))
        .containsExactlyInAnyOrder(
            "rules[0].for_duration: use whole seconds, 0 to 366 days",
            "rules[0].clear: this condition has no bound to clear",
            "rules[1].clear: lies where the condition holds; use at least 500",
            "rules[1].name: two rules have this name",
            "rules[2].silent_source.signal: use \"check.KIND\" or \"measurement.NAME\"",
            "rules[2].silent_source.longer_than_hours: use 1 to 8760",
            "rules[3].event.where[pased]: audit_completed tells no \"pased\"; did you mean"
                + " \"passed\"?",
            "rules[3].event.until[passed]: \"no\" is none of false, true",
            "rules[4].event.type: events of this type are not told one by one; watch a metric with"
                + " an expression",
            "rules[5].expression.when:1:9: the expression ends too early",
            "rules[5].expression.until: divides by something that can be 0",
            "rules[6].level.comparison: use one of the four",
            "rules[6].level.tenths: use 0 to 1000",
            "rules[6].receivers[0]: there is no such receiver; create it first");
  }

  private static List<String> violations(StatusRuntimeException refused)
      throws InvalidProtocolBufferException {
    for (var detail : requireNonNull(StatusProto.fromThrowable(refused)).getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        return detail.unpack(BadRequest.class).getFieldViolationsList().stream()
            .map(one -> one.getField() + ": " + one.getDescription())
            .toList();
      }
    }
    return List.of();
  }

  private Alert only(String account, String rule, AlertState state) {
    return Await.until(
            () -> of(account, rule),
            found -> found.stream().anyMatch(alert -> alert.getState() == state))
        .stream()
        .filter(alert -> alert.getState() == state)
        .findFirst()
        .orElseThrow();
  }

  private List<Alert> of(String account, String rule) {
    return hooli.alerts(account).stream().filter(one -> one.getRule().equals(rule)).toList();
  }

  private static Rule silent(String name, String signal, int hours) {
    return rule(name)
        .setSilentSource(SilentSource.newBuilder().setSignal(signal).setLongerThanHours(hours))
        .build();
  }

  private static Rule.Builder rule(String name) {
    return Rule.newBuilder()
        .setName(name)
        .setTitle(name)
        .setSeverity(AlertSeverity.ALERT_SEVERITY_WARNING)
        .setOwner("kim@example.com")
        .setEnabled(true);
  }
}
