package io.barometer.alerting.start;

import io.barometer.model.scorecard.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The configuration keys of this service, so that a mistyped one is told instead of ignored. Keys
 * of the other services are known too: one configuration may serve all three.
 */
final class KnownKeys {

  private static final Set<String> OWN =
      Set.of(
          "barometer.postgres.address",
          "barometer.postgres.password",
          "barometer.ingestion.address",
          "barometer.scoring.address",
          "barometer.alerting.address",
          "barometer.service-key",
          "barometer.keys",
          "barometer.home",
          "barometer.shards",
          "barometer.clock",
          "barometer.scorecard",
          "barometer.lateness-window",
          "barometer.destinations.allow",
          "barometer.evaluate.cached-accounts",
          "barometer.evaluate.ask-after",
          "barometer.notify.per-receiver",
          "barometer.notify.timeout",
          "barometer.notify.first-pause",
          "barometer.notify.longest-pause",
          "barometer.notify.attempts",
          "barometer.notify.poll",
          "barometer.smtp.host",
          "barometer.smtp.port",
          "barometer.smtp.from");
  private static final List<String> OF_OTHERS =
      List.of(
          "barometer.events.",
          "barometer.store.",
          "barometer.accounts.",
          "barometer.scoring.",
          "barometer.scorecards.",
          "barometer.launcher.",
          "barometer.testing.");

  private KnownKeys() {}

  static List<String> problems(Iterable<String> keys) {
    List<String> problems = new ArrayList<>();
    for (String key : keys) {
      if (key.startsWith("barometer.")
          && !OWN.contains(withoutIndex(key))
          && OF_OTHERS.stream().noneMatch(key::startsWith)) {
        problems.add(
            "the configuration key "
                + key
                + " is unknown"
                + NearestName.of(key, OWN).map(near -> ": did you mean " + near + "?").orElse(""));
      }
    }
    return problems;
  }

  private static String withoutIndex(String key) {
    return key.replaceAll("\\[[0-9]+]$", "");
  }
}
