package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.scoring.v1.ModelServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.BrokenRequests;
import io.barometer.testing.RawCall;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that no generated client sends, to every method. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class UnreadableRequestsIT {

  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          ModelServiceGrpc.getServiceDescriptor(),
          ScoreLogServiceGrpc.getServiceDescriptor(),
          ScoringServiceGrpc.getServiceDescriptor());

  @Test
  void everyMethodRefusesThemWithAReason() {
    try (TestChannel channel = TestChannel.open()) {
      for (ServiceDescriptor service : SERVICES) {
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
          BrokenRequests.of(method)
              .forEach(
                  (expected, bytes) ->
                      assertThat(RawCall.send(channel.as(TestKeys.ACME), method, bytes).text())
                          .as("%s %s", method.getFullMethodName(), expected)
                          .isEqualTo(expected.substring(0, expected.indexOf(':'))));
        }
      }
    }
  }
}
