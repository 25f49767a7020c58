package io.barometer.scoring;

import io.barometer.proto.scoring.v1.ModelServiceGrpc;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
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
        ModelServiceGrpc.getServiceDescriptor(),
        ReplayServiceGrpc.getServiceDescriptor(),
        ScoreLogServiceGrpc.getServiceDescriptor(),
        ScoringServiceGrpc.getServiceDescriptor());
  }
}
