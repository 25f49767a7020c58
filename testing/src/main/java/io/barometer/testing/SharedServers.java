package io.barometer.testing;

import io.barometer.embedded.EmbeddedKafka;
import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.Folders;
import io.barometer.embedded.FreePorts;
import io.barometer.embedded.PostgresTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The servers of this JVM. They are kept in its MBean server, not in a static field, because
 * Quarkus loads test resources by more than one class loader; what passes between them is made of
 * JDK types only. (Not in the system properties either: Narayana cannot start beside one that is no
 * text.)
 */
final class SharedServers {
  static final int SHARDS = 4;

  private static final ObjectName NAME = name();

  private SharedServers() {}

  /**
   * Configuration that leads to an empty database and empty topics; starts the servers the first
   * time.
   */
  @SuppressWarnings("unchecked")
  static synchronized Map<String, String> fresh() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    if (!beans.isRegistered(NAME)) {
      return start();
    }
    try {
      return (Map<String, String>) beans.invoke(NAME, "fresh", null, null);
    } catch (JMException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The running servers, as another class loader sees them. */
  public interface RunningMBean {
    /** Empties database and topics; tells where they are. */
    Map<String, String> fresh();
  }

  /** The running servers. */
  public record Running(Supplier<Map<String, String>> again) implements RunningMBean {
    /** Kafka's clients look for their classes in the thread's loader: it must be theirs. */
    @Override
    public Map<String, String> fresh() {
      Thread thread = Thread.currentThread();
      ClassLoader callers = thread.getContextClassLoader();
      thread.setContextClassLoader(SharedServers.class.getClassLoader());
      try {
        return again.get();
      } finally {
        thread.setContextClassLoader(callers);
      }
    }
  }

  private static ObjectName name() {
    try {
      return new ObjectName("io.barometer.testing:type=Servers");
    } catch (JMException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void register(Supplier<Map<String, String>> again) {
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(new Running(again), NAME);
    } catch (JMException failure) {
      throw new IllegalStateException(failure);
    }
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
      register(again);
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
