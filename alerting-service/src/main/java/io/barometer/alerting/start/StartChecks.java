package io.barometer.alerting.start;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Refuses to start where data could be lost, tenants would not be kept apart, or shards do not fit.
 */
@ApplicationScoped
class StartChecks {

  private static final Logger LOG = Logger.getLogger(StartChecks.class);
  private static final String TOPIC = "barometer.scores";
  private static final int KAFKA_MILLIS = 5_000;

  private final Transactions worker;
  private final Transactions api;
  private final Config config;
  private final String kafka;
  private final int shards;

  StartChecks(
      @ReactiveDataSource("worker") Pool worker,
      Pool api,
      Config config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
      @ConfigProperty(name = "barometer.shards") int shards) {
    this.worker = new Transactions(worker);
    this.api = new Transactions(api);
    this.config = config;
    this.kafka = kafka;
    this.shards = shards;
  }

  void check(@Observes @Priority(1) StartupEvent starting) {
    List<String> problems = new ArrayList<>(KnownKeys.problems(config.getPropertyNames()));
    worker.run(tx -> durable(tx, problems));
    worker.run(tx -> role(tx, problems));
    api.run(tx -> role(tx, problems));
    worker.run(tx -> shards(tx, problems));
    topic(problems);
    problems.forEach(problem -> LOG.errorf("Start refused problem=\"%s\"", problem));
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
  }

  private static void durable(Tx tx, List<String> problems) {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      Row row = tx.query("select current_setting($1)", Tuple.of(setting)).iterator().next();
      if (row.getString(0).equals("off")) {
        problems.add(
            "PostgreSQL runs with " + setting + " off and can lose data: set " + setting + " = on");
      }
    }
  }

  private static void role(Tx tx, List<String> problems) {
    Row role =
        tx.query(
                """
                select current_user::text, r.rolsuper or r.rolbypassrls
                  or exists (select from pg_tables
                    where schemaname = 'alerting' and pg_has_role(current_user, tableowner, 'member'))
                from pg_roles r where r.rolname = current_user""")
            .iterator()
            .next();
    if (role.getBoolean(1)) {
      problems.add(
          "the role "
              + role.getString(0)
              + " owns the tables or walks round row-level security: use the roles of"
              + " deploy/postgres/bootstrap.sql");
    }
  }

  private void shards(Tx tx, List<String> problems) {
    tx.query(
        "insert into alerting.installation (shards) values ($1) on conflict do nothing",
        Tuple.of(shards));
    int stored =
        tx.query("select shards from alerting.installation").iterator().next().getInteger(0);
    if (stored != shards) {
      problems.add(
          "barometer.shards is "
              + shards
              + " and this was installed with "
              + stored
              + ": set it back to "
              + stored);
    }
  }

  /** A Kafka that cannot be reached is no reason not to start: scoring has the log. */
  private void topic(List<String> problems) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka,
            "request.timeout.ms", KAFKA_MILLIS,
            "default.api.timeout.ms", KAFKA_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      int partitions =
          admin
              .describeTopics(List.of(TOPIC))
              .topicNameValues()
              .get(TOPIC)
              .get(KAFKA_MILLIS, TimeUnit.MILLISECONDS)
              .partitions()
              .size();
      if (partitions < shards) {
        problems.add(
            "Kafka's topic %s has %d partitions and barometer.shards is %d: create it with %d"
                .formatted(TOPIC, partitions, shards, shards));
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        problems.add(
            "there is no Kafka topic %s: create it with %d partitions".formatted(TOPIC, shards));
      } else {
        LOG.warn("Kafka cannot be reached yet, scores are read from scoring meanwhile");
      }
    } catch (TimeoutException unreachable) {
      LOG.warn("Kafka cannot be reached yet, scores are read from scoring meanwhile");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
