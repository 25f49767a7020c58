package io.barometer.ingestion.store;

import io.barometer.eventstore.start.DatabaseChecks;
import io.barometer.eventstore.start.StartRefusedException;
import io.barometer.eventstore.start.TopicCheck;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.ingestion.publish.EventPublisher;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must hold before this service takes an event; otherwise it refuses to start, saying what to
 * do.
 */
final class StartChecks {

  private StartChecks() {}

  static void check(IngestionConfig config, Pool worker, Pool api, Map<String, Object> kafka) {
    StartRefusedException.throwIfAny(settings(config));
    var problems = new DatabaseChecks(OpenStore.SCHEMA, config.shards()).problems(worker, api);
    TopicCheck.problem(kafka, EventPublisher.TOPIC, config.shards()).ifPresent(problems::add);
    StartRefusedException.throwIfAny(problems);
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
}
