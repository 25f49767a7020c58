package io.barometer.alerting;

import static io.barometer.testing.Management.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.Golden;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class MetricsIT {

  private static final Instant NOON = Instant.parse("2016-05-01T12:00:00Z");

  @Test
  void everyMetricHasItsNameAndHelpAndCounts() {
    ScoreLogFixture log = ScoreLogFixture.shared();
    try (HttpReceiver hook = HttpReceiver.start();
        Api acme = new Api(TestKeys.ACME)) {
      acme.put(Api.webhook("metrics-hook", hook.url("/")));
      acme.put(Api.fallBelow50("metrics", "", "metrics-hook"));
      log.moved("acme", "metrics-1", NOON, null, 600);
      log.moved("acme", "metrics-1", NOON.plusSeconds(1), 600, 400);

      assertThat(
              Await.until(
                  () -> metric("barometer_alerts_fired_total{rule=\"metrics\"}"),
                  fired -> fired == 1))
          .isEqualTo(1);
      assertThat(
              Await.until(
                  () ->
                      metric(
                          "barometer_deliveries_total{channel=\"webhook\",outcome=\"delivered\"}"),
                  delivered -> delivered >= 1))
          .isGreaterThanOrEqualTo(1);
      Golden.assertMatches("metrics.txt", Golden.metrics(get("/q/metrics").asString()));
    }
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
