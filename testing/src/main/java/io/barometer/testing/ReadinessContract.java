package io.barometer.testing;

import static io.barometer.testing.Management.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Readiness depends on the database and on nothing else; liveness on nothing. For a Quarkus test
 * with {@link CutOffServers} that extends it.
 */
public abstract class ReadinessContract {

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final String check;

  /** Opens and shuts the way to the database; set by the test's servers. */
  protected Consumer<Boolean> database = open -> {};

  /**
   * A contract.
   *
   * @param check the name of the check that looks at the database
   */
  protected ReadinessContract(String check) {
    this.check = check;
  }

  @Test
  void theServiceIsReadyWithoutKafkaButNotWithoutItsDatabase() throws Exception {
    get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    get("/q/health/ready").then().body("checks.name", hasItem(check));

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
