package io.barometer.testing;

import io.barometer.embedded.EmbeddedKafka;
import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.Folders;
import io.barometer.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The servers of this JVM. They are kept in the system properties, not in a static field, because
 * Quarkus loads test resources by more than one class loader; what is kept there is made of JDK
 * types only.
 */
final class SharedServers {
  static final int SHARDS = 4;

  private static final String KEY = "barometer.testing.servers";

  private SharedServers() {}

  /**
   * Configuration that leads to an empty database and empty topics; starts the servers the first
   * time.
   */
  @SuppressWarnings("unchecked")
  static Map<String, String> fresh() {
    Object running;
    synchronized (System.getProperties()) {
      running = System.getProperties().get(KEY);
    }
    if (running == null) {
      return start();
    }
    return ((Supplier<Map<String, String>>) running).get();
  }

  private static Map<String, String> start() {
    for (String noisy : new String[] {"org.apache.kafka", "kafka", "state.change.logger"}) {
      Logger.getLogger(noisy).setLevel(Level.SEVERE);
    }
    try {
      Path folder = Files.createTempDirectory("barometer-test-");
      int[] ports = FreePorts.take(3);
      PostgresTemplate.copyTo(folder.resolve("postgres"));
      EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), ports[0]);
      EmbeddedKafka kafka =
          EmbeddedKafka.start(folder.resolve("kafka"), ports[1], ports[2], SHARDS);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, kafka, folder)));
      Map<String, String> addresses =
          Map.of(
              "barometer.postgres.address", postgres.address(),
              "barometer.postgres.password", postgres.password(),
              "kafka.bootstrap.servers", kafka.address());
      Supplier<Map<String, String>> again =
          () -> {
            postgres.recreateDatabase();
            kafka.recreateTopics();
            return addresses;
          };
      System.getProperties().put(KEY, again);
      return addresses;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void stop(EmbeddedPostgres postgres, EmbeddedKafka kafka, Path folder) {
    kafka.close();
    postgres.close();
    try {
      Folders.remove(folder);
    } catch (IOException left) {
      System.err.println("Left behind: " + folder + " (" + left + ")");
    }
  }
}
