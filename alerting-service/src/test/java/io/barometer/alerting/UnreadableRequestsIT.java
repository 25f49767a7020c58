package io.barometer.alerting;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.IncidentServiceGrpc;
import io.barometer.proto.alerting.v1.PlaybookServiceGrpc;
import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.BrokenRequests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Bytes that no generated client sends, to every method. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class UnreadableRequestsIT {

  @Test
  void everyMethodRefusesThemWithAReason() {
    BrokenRequests.areRefusedBy(
        AuditServiceGrpc.getServiceDescriptor(), AlertingServiceGrpc.getServiceDescriptor());
    BrokenRequests.areRefusedBy(IncidentServiceGrpc.getServiceDescriptor());
    BrokenRequests.areRefusedBy(PlaybookServiceGrpc.getServiceDescriptor());
  }
}
