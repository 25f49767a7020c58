package io.barometer.eventstore.start;

import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * What must hold before a service works: every configuration key is known, nothing that was
 * acknowledged can be lost, tenants are kept apart, and the shards fit.
 *
 * @param schema the service's, with a table {@code installation (shards int, schema_version int)}
 * @param version of the schema that the service was built for: a lower one is refused, a higher one
 *     is that of an upgrade under way
 * @param shards as configured
 * @param kafka Kafka's own settings, {@code bootstrap.servers} at least
 * @param topics that need as many partitions as there are shards
 */
public record StartChecks(
    String schema, int version, int shards, Map<String, Object> kafka, List<String> topics) {

  /**
   * Ends the start when something does not hold. Blocks.
   *
   * @throws StartRefusedException naming every problem
   */
  public void run(Config config, Pool worker, Pool api) {
    run(config, worker, api, List.of());
  }

  /**
   * The same with what else a service found wrong.
   *
   * @throws StartRefusedException naming every problem
   */
  public void run(Config config, Pool worker, Pool api, List<String> more) {
    List<String> problems = KnownKeys.problems(config.getPropertyNames());
    problems.addAll(more);
    problems.addAll(new DatabaseChecks(schema, version, shards).problems(worker, api));
    for (String topic : topics) {
      TopicCheck.problem(kafka, topic, shards).ifPresent(problems::add);
    }
    StartRefusedException.throwIfAny(problems);
  }
}
