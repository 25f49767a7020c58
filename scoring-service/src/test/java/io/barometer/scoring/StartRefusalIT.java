package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.testing.BarometerServers;
import io.barometer.testing.RefusedStart;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class StartRefusalIT {

  @Test
  void theServiceDoesNotStartAndNamesEveryProblem() throws Exception {
    assertThat(
            RefusedStart.problems(
                Map.of(
                    "barometer.shrads", "4",
                    "barometer.shards", "8",
                    "quarkus.datasource.worker.username", "barometer_owner")))
        .containsExactly(
            "the configuration key barometer.shrads is unknown. Did you mean"
                + " \"barometer.shards\"?",
            "the role barometer_owner owns the tables or walks round row-level security: use the"
                + " roles of deploy/postgres/bootstrap.sql",
            "barometer.shards is 8 and this database was installed with 4: set it back to 4",
            "Kafka's topic barometer.events has 4 partitions and barometer.shards is 8: create it"
                + " with 8",
            "Kafka's topic barometer.scores has 4 partitions and barometer.shards is 8: create it"
                + " with 8");
  }
}
