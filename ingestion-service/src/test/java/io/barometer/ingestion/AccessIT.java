package io.barometer.ingestion;

import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.testing.AccessMatrix;
import io.barometer.testing.BarometerServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Who may call what, for every RPC of this service. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class AccessIT {

  @Test
  void everyRpcLetsInWhomItsContractNames() {
    AccessMatrix.holdsFor(
        EventLogServiceGrpc.getServiceDescriptor(),
        IngestionServiceGrpc.getServiceDescriptor());
  }
}
