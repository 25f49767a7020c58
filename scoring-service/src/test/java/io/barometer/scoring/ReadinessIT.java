package io.barometer.scoring;

import io.barometer.testing.CutOffServers;
import io.barometer.testing.ReadinessContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = CutOffServers.class, restrictToAnnotatedClass = true)
class ReadinessIT extends ReadinessContract {
  ReadinessIT() {
    super("Reactive PostgreSQL connections health check");
  }
}
