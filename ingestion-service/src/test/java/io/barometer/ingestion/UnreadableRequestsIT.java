package io.barometer.ingestion;

import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc;
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
        EventLogServiceGrpc.getServiceDescriptor(),
        IngestionServiceGrpc.getServiceDescriptor(),
        KeyServiceGrpc.getServiceDescriptor());
  }
}
