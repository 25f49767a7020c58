package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.Golden;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class MetricsIT {

  @Test
  void everyMetricHasItsNameAndHelpAndCounts() {
    double recorded = metric("barometer_events_recorded_total");
    double duplicate = metric("barometer_events_duplicate_total");
    var request =
        RecordEventsRequest.newBuilder().addEvents(activity("metrics", "k1").build()).build();
    try (TestChannel channel = TestChannel.open()) {
      var acme = IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.ACME));
      acme.recordEvents(request);
      acme.recordEvents(request);
      Calls.refusal(() -> acme.recordEvents(RecordEventsRequest.getDefaultInstance()));
    }

    assertThat(metric("barometer_events_recorded_total")).isEqualTo(recorded + 1);
    assertThat(metric("barometer_events_duplicate_total")).isEqualTo(duplicate + 1);
    assertThat(metric("barometer_events_refused_total{reason=\"BATCH_EMPTY\"}")).isPositive();
    Golden.assertMatches("metrics.txt", Golden.metrics(get("/q/metrics").asString()));
  }

  private static double metric(String name) {
    return get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
