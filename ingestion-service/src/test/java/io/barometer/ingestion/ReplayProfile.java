package io.barometer.ingestion;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** An import of old data: the clock follows the events, accounts are told, tenants are limited. */
public final class ReplayProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "barometer.clock", "replay",
        "barometer.accounts.auto-create", "false",
        "barometer.events.max-per-batch", "100",
        "barometer.events.rate-per-second", "10",
        "barometer.events.tenant-rates", "initech:1000, hooli:0");
  }
}
