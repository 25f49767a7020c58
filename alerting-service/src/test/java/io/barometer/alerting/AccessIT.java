package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.DeliveryServiceGrpc;
import io.barometer.proto.alerting.v1.IncidentServiceGrpc;
import io.barometer.proto.alerting.v1.PlaybookServiceGrpc;
import io.barometer.proto.alerting.v1.RoutingServiceGrpc;
import io.barometer.proto.alerting.v1.SubscriptionServiceGrpc;
import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.testing.AccessMatrix;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.Isolation;
import io.barometer.testing.TestIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may call what, for every RPC of this service. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class AccessIT {

  @Test
  void everyRpcLetsInWhomItsContractNames() {
    AccessMatrix.holdsFor(
        AuditServiceGrpc.getServiceDescriptor(),
        AlertingServiceGrpc.getServiceDescriptor(),
        DeliveryServiceGrpc.getServiceDescriptor(),
        SubscriptionServiceGrpc.getServiceDescriptor(),
        IncidentServiceGrpc.getServiceDescriptor(),
        PlaybookServiceGrpc.getServiceDescriptor(),
        RoutingServiceGrpc.getServiceDescriptor(),
        SubscriptionServiceGrpc.getServiceDescriptor());
  }

  @Test
  void anotherTenantIsToldNothingAndChangesNothing() {
    String owner = TestIssuer.ofTest().token("isolated", "admin");
    try (Api api = new Api(owner)) {
      api.put(Api.email("isolated-receiver", "hidden@example.com"));
      api.put(
          Api.fallBelow50("isolated-rule", "", "isolated-receiver").toBuilder()
              .setTitle("hidden")
              .build());
    }
    assertThat(
            Isolation.holdsFor(
                owner,
                Map.of("name", "isolated-rule", "receiver", "isolated-receiver"),
                "hidden",
                AlertingServiceGrpc.getServiceDescriptor(),
                DeliveryServiceGrpc.getServiceDescriptor(),
                IncidentServiceGrpc.getServiceDescriptor(),
                PlaybookServiceGrpc.getServiceDescriptor(),
                RoutingServiceGrpc.getServiceDescriptor(),
                SubscriptionServiceGrpc.getServiceDescriptor()))
        .contains("ListRules", "ListReceivers");
  }
}
