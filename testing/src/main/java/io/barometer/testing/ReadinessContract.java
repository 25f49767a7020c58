package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.FreePorts;
import io.barometer.embedded.PostgresTemplate;
import io.barometer.testing.PackagedService.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readiness depends on the database and on nothing else; liveness on nothing. For a test of the
 * packaged service, which has a database behind a door and no Kafka.
 */
public abstract class ReadinessContract {

  private static final long PATIENCE_NANOS = 180_000_000_000L;
  private static final String READY = "/q/health/ready";
  private static final String LIVE = "/q/health/live";

  private final String check;
  private final boolean managed;

  /** A folder for the database. */
  @TempDir protected Path folder = Path.of("");

  /**
   * A contract.
   *
   * @param check the name of the check that looks at the database
   * @param managed whether health has a port of its own
   */
  protected ReadinessContract(String check, boolean managed) {
    this.check = check;
    this.managed = managed;
  }

  @Test
  void theServiceIsReadyWithoutKafkaButNotWithoutItsDatabase() throws Exception {
    Path data = folder.resolve("postgres");
    PostgresTemplate.copyTo(data);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, FreePorts.take(1)[0]);
        Gate database = new Gate(postgres.address());
        PackagedService service = start(database, postgres.password());
        HttpClient client = HttpClient.newHttpClient()) {
      Answer ready = await(client, service, 200);
      assertThat(ready.body()).contains("\"status\": \"UP\"", "\"name\": \"" + check + "\"");
      assertThat(PackagedService.get(client, health(service), LIVE).status()).isEqualTo(200);

      database.open(false);
      assertThat(await(client, service, 503).body()).contains("\"status\": \"DOWN\"");
      assertThat(PackagedService.get(client, health(service), LIVE).status()).isEqualTo(200);

      database.open(true);
      await(client, service, 200);
    }
  }

  private static PackagedService start(Gate database, String password) throws IOException {
    return PackagedService.start(
        "readiness.log",
        Map.of(
            "barometer.postgres.address",
            database.address(),
            "barometer.postgres.password",
            password,
            "kafka.bootstrap.servers",
            "127.0.0.1:" + FreePorts.take(1)[0],
            "barometer.keys",
            TestKeys.configuration(),
            "barometer.service-key",
            TestKeys.SERVICE,
            "barometer.encryption.keys",
            TestKeys.ENCRYPTION,
            "barometer.audit.signing-key",
            TestKeys.AUDIT));
  }

  private Answer await(HttpClient client, PackagedService service, int status)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Answer answer = PackagedService.get(client, health(service), READY);
    while (answer.status() != status && service.process().isAlive() && System.nanoTime() < end) {
      Thread.sleep(100);
      answer = PackagedService.get(client, health(service), READY);
    }
    assertThat(answer.status()).as("readiness, see " + service.log()).isEqualTo(status);
    return answer;
  }

  private int health(PackagedService service) {
    return managed ? service.management() : service.http();
  }
}
