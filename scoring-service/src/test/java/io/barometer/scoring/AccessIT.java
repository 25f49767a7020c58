package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.proto.scoring.v1.ModelServiceGrpc;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.testing.AccessMatrix;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.Isolation;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may call what, for every RPC of this service. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class AccessIT {

  @Test
  void everyRpcLetsInWhomItsContractNames() {
    AccessMatrix.holdsFor(
        AuditServiceGrpc.getServiceDescriptor(),
        ModelServiceGrpc.getServiceDescriptor(),
        ReplayServiceGrpc.getServiceDescriptor(),
        ScoreLogServiceGrpc.getServiceDescriptor(),
        ScoringServiceGrpc.getServiceDescriptor());
  }

  @Test
  void anotherTenantIsToldNothingAndChangesNothing() {
    FedService.shared();
    assertThat(
            Isolation.holdsFor(
                TestKeys.ACME,
                Map.of("account_id", "busy"),
                "Busy Ltd",
                ModelServiceGrpc.getServiceDescriptor(),
                ReplayServiceGrpc.getServiceDescriptor(),
                ScoringServiceGrpc.getServiceDescriptor()))
        .contains("GetScore", "ListScores");
  }
}
