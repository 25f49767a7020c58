package io.barometer.alerting;

import io.barometer.testing.BarometerServers;
import io.barometer.testing.RefusedStart;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class StartRefusalIT {

  @Test
  void theServiceDoesNotStartAndNamesEveryProblem() throws Exception {
    RefusedStart.namesEveryProblem("barometer.scores", "barometer.triggers");
  }
}
