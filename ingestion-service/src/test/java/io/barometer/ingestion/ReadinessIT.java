package io.barometer.ingestion;

import io.barometer.testing.CutOffServers;
import io.barometer.testing.ReadinessContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = CutOffServers.class, restrictToAnnotatedClass = true)
class ReadinessIT extends ReadinessContract {
  ReadinessIT() {
    super("store");
  }
}
