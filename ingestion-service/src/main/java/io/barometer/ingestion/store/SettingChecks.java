package io.barometer.ingestion.store;

import io.barometer.ingestion.IngestionConfig;
import io.barometer.ingestion.record.TenantRates;
import java.util.ArrayList;
import java.util.List;

/** Settings outside what this service can work with. */
final class SettingChecks {

  private SettingChecks() {}

  /** What is wrong, each with what to do. */
  static List<String> problems(IngestionConfig config) {
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
    try {
      TenantRates.parse(config.events().tenantRates().orElse(List.of()));
    } catch (IllegalArgumentException wrong) {
      problems.add(String.valueOf(wrong.getMessage()));
    }
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
