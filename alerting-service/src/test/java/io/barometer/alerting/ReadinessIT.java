package io.barometer.alerting;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.barometer.testing.CutOffServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Readiness depends on the database and on nothing else; liveness on nothing. */
@QuarkusTest
@QuarkusTestResource(value = CutOffServers.class, restrictToAnnotatedClass = true)
class ReadinessIT {

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  Consumer<Boolean> database = open -> {};

  @Test
  void theServiceIsReadyWithoutKafkaButNotWithoutItsDatabase() throws Exception {
    get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    get("/q/health/ready").then().body("checks.name", hasItem("database"));

    database.accept(false);
    awaitReady(503);
    get("/q/health/ready").then().body("status", equalTo("DOWN"));
    get("/q/health/live").then().statusCode(200);

    database.accept(true);
    awaitReady(200);
  }

  private static void awaitReady(int status) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (get("/q/health/ready").statusCode() != status && System.nanoTime() < end) {
      Thread.sleep(100);
    }
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(status);
  }
}
