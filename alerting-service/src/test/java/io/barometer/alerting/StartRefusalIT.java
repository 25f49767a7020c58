package io.barometer.alerting;

import io.barometer.testing.BarometerServers;
import io.barometer.testing.RefusedStart;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class StartRefusalIT {

  @Test
  void theServiceDoesNotStartAndNamesEveryProblem() throws Exception {
    String noKey =
        "barometer.encryption.keys is not set: secrets of receivers are never kept readable. Make a"
            + " key with \"openssl rand -base64 32\", keep it apart from the database's backup, and"
            + " set it";
    RefusedStart.namesEveryProblem(List.of(noKey), "barometer.scores", "barometer.triggers");
  }
}
