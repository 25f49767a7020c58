package io.barometer.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.GroupBy;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.ReceiverNames;
import io.barometer.proto.alerting.v1.Route;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Instances that look at the same groups at the same time. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class TwoDispatchersIT {
  private static final int ALERTS = 150;
  private static final Instant NOON = Instant.parse("2016-11-01T12:00:00Z");

  @Inject
  @ReactiveDataSource("worker")
  Pool pool;

  @Test
  void everyAlertIsToldOnceWhoeverLooks() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> others = new ArrayList<>();
    try (HttpReceiver door = HttpReceiver.start();
        Api umbrella = new Api(TestKeys.UMBRELLA)) {
      umbrella.put(Api.webhook("two", door.url("/")));
      umbrella.routing().putRouting(PutRoutingRequest.newBuilder().setRouting(routing()).build());
      for (int i = 0; i < 3; i++) {
        DueGroups other = new DueGroups(pool);
        others.add(Thread.ofVirtual().start(() -> look(other, stop)));
      }
      ScoreLogFixture log = ScoreLogFixture.shared();
      for (int i = 0; i < ALERTS; i++) {
        log.moved("umbrella", "two-" + i, NOON, null, 700);
        log.moved("umbrella", "two-" + i, NOON.plusSeconds(1), 700, 420);
      }
      Await.until(door::requests, found -> found.size() >= ALERTS);
      umbrella.alerts("two-" + (ALERTS - 1), alerts -> alerts.getFirst().getDeliveriesCount() == 1);
      stop.set(true);
      for (Thread other : others) {
        other.join();
      }
      assertThat(door.requests().stream().map(r -> r.headers().get("webhook-id")))
          .doesNotHaveDuplicates();
      assertThat(door.requests().stream().map(TwoDispatchersIT::account))
          .hasSize(ALERTS)
          .doesNotHaveDuplicates()
          .allMatch(account -> account.startsWith("two-"));
    } finally {
      stop.set(true);
    }
  }

  private static void look(DueGroups groups, AtomicBoolean stop) {
    while (!stop.get()) {
      groups.look(Instant.now());
      Thread.yield();
    }
  }

  private static String account(HttpReceiver.Request request) {
    return new JsonObject(request.body())
        .getJsonObject("data")
        .getJsonArray("alerts")
        .getJsonObject(0)
        .getJsonObject("account")
        .getString("id");
  }

  private static Routing routing() {
    return Routing.newBuilder()
        .setRoot(
            Route.newBuilder()
                .setName("all")
                .addRoutes(
                    Route.newBuilder()
                        .setName("two")
                        .addMatchers("account=~\"two-.*\"")
                        .setReceivers(ReceiverNames.newBuilder().addNames("two"))
                        .setGroupWait(com.google.protobuf.Duration.getDefaultInstance())
                        .setGroupBy(GroupBy.newBuilder().addLabels("alert"))))
        .build();
  }
}
