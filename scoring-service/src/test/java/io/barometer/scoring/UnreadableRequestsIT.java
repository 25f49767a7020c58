package io.barometer.scoring;

import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.proto.scoring.v1.ModelServiceGrpc;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.BrokenRequests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Bytes that no generated client sends, to every method. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class UnreadableRequestsIT {

  @Test
  void everyMethodRefusesThemWithAReason() {
    BrokenRequests.areRefusedBy(
        AuditServiceGrpc.getServiceDescriptor(),
        ModelServiceGrpc.getServiceDescriptor(),
        ReplayServiceGrpc.getServiceDescriptor(),
        ScoreLogServiceGrpc.getServiceDescriptor(),
        ScoringServiceGrpc.getServiceDescriptor());
  }
}
