package io.barometer.alerting;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.DeliveryServiceGrpc;
import io.barometer.proto.alerting.v1.IncidentServiceGrpc;
import io.barometer.proto.alerting.v1.PlaybookServiceGrpc;
import io.barometer.proto.alerting.v1.RoutingServiceGrpc;
import io.barometer.proto.alerting.v1.SubscriptionServiceGrpc;
import io.barometer.testing.AccessMatrix;
import io.barometer.testing.BarometerServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Who may call what, for every RPC of this service. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class AccessIT {

  @Test
  void everyRpcLetsInWhomItsContractNames() {
    AccessMatrix.holdsFor(
        AlertingServiceGrpc.getServiceDescriptor(),
        DeliveryServiceGrpc.getServiceDescriptor(),
        SubscriptionServiceGrpc.getServiceDescriptor(),
        IncidentServiceGrpc.getServiceDescriptor(),
        PlaybookServiceGrpc.getServiceDescriptor(),
        RoutingServiceGrpc.getServiceDescriptor());
  }
}
