package io.barometer.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.testing.AccessMatrix;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.Isolation;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may call what, for every RPC of this service. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class AccessIT {

  @Test
  void everyRpcLetsInWhomItsContractNames() {
    AccessMatrix.holdsFor(
        AuditServiceGrpc.getServiceDescriptor(),
        EventLogServiceGrpc.getServiceDescriptor(),
        IngestionServiceGrpc.getServiceDescriptor(),
        KeyServiceGrpc.getServiceDescriptor());
  }

  @Test
  void anotherTenantIsToldNothingAndChangesNothing() {
    String owner = TestIssuer.ofTest().token("isolated", "admin", "source");
    try (TestChannel channel = TestChannel.open()) {
      var event = Calls.activity("isolated", "k1");
      event.getActivityBuilder().setUserId("hidden");
      IngestionServiceGrpc.newBlockingStub(channel.as(owner))
          .recordEvents(RecordEventsRequest.newBuilder().addEvents(event).build());
    }
    assertThat(
            Isolation.holdsFor(
                owner,
                Map.of("account_id", "isolated"),
                "hidden",
                IngestionServiceGrpc.getServiceDescriptor(),
                KeyServiceGrpc.getServiceDescriptor()))
        .containsExactly("ListEvents");
  }
}
