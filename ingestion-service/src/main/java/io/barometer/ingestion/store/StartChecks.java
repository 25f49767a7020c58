package io.barometer.ingestion.store;

import io.barometer.ingestion.IngestionConfig;
import io.barometer.ingestion.publish.EventPublisher;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * What must hold before this service takes an event; otherwise it refuses to start, saying what to
 * do.
 */
final class StartChecks {

  private static final Logger LOG = Logger.getLogger(StartChecks.class);
  private static final int KAFKA_SECONDS = 5;

  private StartChecks() {}

  static void check(IngestionConfig config, DataSource source, Map<String, Object> kafka) {
    var problems = new ArrayList<String>(settings(config));
    if (problems.isEmpty()) {
      try (Connection connection = source.getConnection()) {
        problems.addAll(database(connection, config.shards()));
      } catch (SQLException failure) {
        problems.add("PostgreSQL cannot be asked: " + failure.getMessage());
      }
      topic(kafka, config.shards()).ifPresent(problems::add);
    }
    problems.forEach(problem -> LOG.errorf("Start refused problem=\"%s\"", problem));
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
  }

  static List<String> settings(IngestionConfig config) {
    var problems = new ArrayList<String>();
    range(problems, "barometer.shards", config.shards(), 1, 1024);
    range(problems, "barometer.events.max-per-batch", config.events().maxPerBatch(), 1, 10_000);
    range(
        problems,
        "barometer.events.max-message-bytes",
        config.events().maxMessageBytes(),
        65_536,
        1 << 28);
    range(
        problems,
        "barometer.events.rate-per-second",
        config.events().ratePerSecond(),
        0,
        10_000_000);
    range(problems, "barometer.store.max-batch", config.store().maxBatch(), 1, 10_000);
    range(problems, "barometer.store.max-waiting", config.store().maxWaiting(), 1, 10_000_000);
    if (config.latenessWindow().isNegative()) {
      problems.add("barometer.lateness-window must not be negative");
    }
    return problems;
  }

  private static void range(List<String> problems, String key, int value, int min, int max) {
    if (value < min || value > max) {
      problems.add(key + " is " + value + ": set it from " + min + " to " + max);
    }
  }

  static List<String> database(Connection connection, int shards) throws SQLException {
    var problems = new ArrayList<String>();
    if (one(connection, "select current_setting('fsync') = 'off'")) {
      problems.add(
          "PostgreSQL runs with fsync off and would lose what it acknowledged: set fsync = on");
    }
    if (one(connection, "select current_setting('synchronous_commit') = 'off'")) {
      problems.add("PostgreSQL runs with synchronous_commit off: set synchronous_commit = on");
    }
    if (one(
        connection, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
      problems.add(
          "The runtime role walks round row-level security: use a role without superuser and bypassrls");
    }
    if (one(connection, OWNS_TABLES)) {
      problems.add("The runtime role owns tables of the store: give them to barometer_owner");
    }
    int stored = stored(connection);
    if (stored != shards) {
      problems.add(
          "The store was made with "
              + stored
              + " shards and barometer.shards is "
              + shards
              + ": set it to "
              + stored);
    }
    return problems;
  }

  private static final String OWNS_TABLES =
      """
      select exists (select from pg_tables where schemaname = 'ingestion' and pg_has_role(current_user, tableowner, 'member'))""";

  private static boolean one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private static int stored(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select shards from ingestion.installation")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** A Kafka that cannot be reached is no reason not to start: the store is the truth. */
  static Optional<String> topic(Map<String, Object> kafka, int shards) {
    int partitions = partitions(kafka);
    return partitions < 0 || partitions >= shards
        ? Optional.empty()
        : Optional.of(
            "Kafka's topic %s has %d partitions and barometer.shards is %d: create it with %d"
                .formatted(EventPublisher.TOPIC, partitions, shards, shards));
  }

  private static int partitions(Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.put("default.api.timeout.ms", KAFKA_SECONDS * 1_000);
    settings.put("request.timeout.ms", KAFKA_SECONDS * 1_000);
    try (Admin admin = Admin.create(settings)) {
      return admin
          .describeTopics(List.of(EventPublisher.TOPIC))
          .allTopicNames()
          .get(KAFKA_SECONDS, TimeUnit.SECONDS)
          .values()
          .iterator()
          .next()
          .partitions()
          .size();
    } catch (ExecutionException failure) {
      return failure.getCause() instanceof UnknownTopicOrPartitionException
          ? 0
          : unreachable(failure);
    } catch (TimeoutException failure) {
      return unreachable(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static int unreachable(Exception failure) {
    LOG.warnf(
        "Kafka cannot be reached yet, publishing starts later cause=%s", failure.getMessage());
    return -1;
  }
}
