package io.barometer.eventstore.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
