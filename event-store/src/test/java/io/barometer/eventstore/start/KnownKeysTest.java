package io.barometer.eventstore.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

  @Test
  void keysOfEveryServiceAndOfOthersAreFine() {
    assertThat(
            KnownKeys.problems(
                List.of(
                    "barometer.shards",
                    "barometer.store.max-batch",
                    "barometer.scorecards.folder",
                    "barometer.destinations.allow[0]",
                    "barometer.destinations.allow[17]",
                    "BAROMETER_POSTGRES_ADDRESS",
                    "BAROMETER_ACCOUNTS_IN_MEMORY",
                    "quarkus.http.port",
                    "barometers.shards")))
        .isEmpty();
  }

  @Test
  void anUnknownKeyIsToldWithTheNearestOne() {
    assertThat(
            KnownKeys.problems(
                List.of(
                    "barometer.zzzzzzzzzzzzzzzzzzzzzzzz",
                    "barometer.shard",
                    "barometer.notify.time-out",
                    "BAROMETER_SHARD")))
        .containsExactly(
            "the environment variable BAROMETER_SHARD is unknown. Did you mean"
                + " \"BAROMETER_SHARDS\"?",
            "the configuration key barometer.notify.time-out is unknown. Did you mean"
                + " \"barometer.notify.timeout\"?",
            "the configuration key barometer.shard is unknown. Did you mean"
                + " \"barometer.shards\"?",
            "the configuration key barometer.zzzzzzzzzzzzzzzzzzzzzzzz is unknown.");
  }

  /** As a container is told: SmallRye makes dotted names of variables, dashes and all. */
  @Test
  void everyKeyMayComeByItsVariable() {
    Map<String, String> environment =
        KnownKeys.variables().stream().collect(Collectors.toMap(name -> name, name -> "x"));
    var config =
        new SmallRyeConfigBuilder().withSources(new EnvConfigSource(environment, 300)).build();
    assertThat(config.getPropertyNames()).contains("barometer.audit.signing.key");
    assertThat(KnownKeys.problems(config.getPropertyNames())).isEmpty();
  }

  @Test
  void aDottedNameInAFileIsStillUnknown() {
    assertThat(KnownKeys.problems(List.of("barometer.audit.signing.key")))
        .containsExactly(
            "the configuration key barometer.audit.signing.key is unknown. Did you mean"
                + " \"barometer.audit.signing-key\"?");
  }
}
