package io.barometer.alerting.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.alerting.alert.Ids;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.eventstore.Transactions;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.PlaybookTrigger;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.testing.BarometerServers;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same alerts, evaluated again and by transactions that do not commit. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class BegunRunsIT {
  private static final Instant NOON = Instant.parse("2016-11-04T12:00:00Z");
  private static final String TENANT = "begun";

  @Inject
  @ReactiveDataSource("worker")
  Pool pool;

  @Test
  void anAlertThatIsEvaluatedAgainBeginsNothingAgain() {
    Transactions transactions = new Transactions(pool);
    BegunRuns.Firing firing = firing("b-1", "Internal", StepReach.STEP_REACH_INTERNAL);
    assertThatThrownBy(
            () ->
                transactions.run(
                    tx -> {
                      BegunRuns.begin(tx, List.of(firing), NOON);
                      throw new IllegalStateException("died before the commit");
                    }))
        .hasMessage("died before the commit");
    assertThat(count("trigger", firing, "Internal")).isZero();

    for (int i = 0; i < 3; i++) {
      transactions.run(tx -> BegunRuns.begin(tx, List.of(firing, firing), NOON));
      assertThat(count("playbook_run", firing, "Internal")).isEqualTo(1);
      assertThat(count("trigger", firing, "Internal")).isEqualTo(1);
    }
  }

  @Test
  void whatWaitsIsCancelledOnceAndHasNoTrigger() {
    Transactions transactions = new Transactions(pool);
    BegunRuns.Firing firing = firing("b-2", "Waiting", StepReach.STEP_REACH_CUSTOMER);
    transactions.run(tx -> BegunRuns.begin(tx, List.of(firing), NOON));
    for (int i = 0; i < 2; i++) {
      transactions.run(tx -> BegunRuns.cancel(tx, List.of(firing.alertId()), NOON));
      transactions.run(tx -> BegunRuns.begin(tx, List.of(firing), NOON));
    }
    assertThat(count("playbook_run", firing, "Waiting")).isEqualTo(1);
    assertThat(count("playbook_run_change", firing, "Waiting")).isEqualTo(2);
    assertThat(count("trigger", firing, "Waiting")).isZero();
  }

  private long count(String table, BegunRuns.Firing firing, String playbook) {
    UUID run = Ids.run(TENANT, playbook, firing.alertId());
    return new Transactions(pool)
        .call(
            tx ->
                tx.query(
                        "select count(*) from alerting." + table + " where run_id = $1",
                        Tuple.of(run))
                    .iterator()
                    .next()
                    .getLong(0));
  }

  private static BegunRuns.Firing firing(String account, String playbook, StepReach who) {
    Playbook definition =
        PlaybookReader.filled(
            Playbook.newBuilder()
                .setName(playbook)
                .setTrigger(PlaybookTrigger.newBuilder().addRules("fall"))
                .addSteps(PlaybookStep.newBuilder().setTitle("Act").setWho(who))
                .build(),
            com.google.protobuf.Timestamp.getDefaultInstance());
    UUID alert = Ids.alert(TENANT, account, "fall", 1);
    return new BegunRuns.Firing(
        TENANT,
        alert,
        new Labels(
            Map.of(Label.ACCOUNT, account, Label.RULE, "fall", Label.ALERT, alert.toString())),
        NOON,
        new TenantPlaybooks(Map.of(PlaybookReader.policy(definition), definition)),
        Map.of(),
        null);
  }
}
