package io.barometer.scoring;

import static io.restassured.RestAssured.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.Golden;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What an operator sees: metrics, and the trace of an event. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class ObservabilityIT {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final FedService fed = FedService.shared();

  @Test
  void everyMetricHasItsNameAndHelp() throws Exception {
    awaitMetric("barometer_scoring_lag{shard=\"0\"}");

    Golden.assertMatches("metrics.txt", Golden.metrics(get("/q/metrics").asString()));
  }

  @Test
  void theMetricsSayThatEverythingIsApplied() throws Exception {
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      String label = "{shard=\"" + shard + "\"}";
      assertThat(awaitMetric("barometer_scoring_lag" + label)).isZero();
      assertThat(metric("barometer_scoring_position" + label))
          .isEqualTo(fed.log().shard(shard).size());
    }
    double events =
        IntStream.range(0, RecordedLog.SHARDS).map(s -> fed.log().shard(s).size()).sum();
    assertThat(metric("barometer_scoring_events_total")).isGreaterThanOrEqualTo(events);
    assertThat(metric("barometer_scoring_latency_seconds_count"))
        .isEqualTo(metric("barometer_scoring_events_total"));
    assertThat(metric("barometer_scoring_poisoned_total")).isZero();
  }

  @Test
  void theTraceOfAnEventGoesOnInTheScoreLog() {
    Instant evening = FedService.LAST.atTime(18, 0).toInstant(ZoneOffset.UTC);
    var event = RecordedLog.activity("globex", "extra-traced", "u1", evening);
    fed.record(event);
    int shard = RecordedLog.shardOf(event);
    ScoringClient.publish(fed.log().entries(shard).getLast().withTraceParent(TRACE));

    assertThat(traceParent("extra-traced", shard))
        .startsWith(TRACE.substring(0, 36))
        .endsWith("-01");
  }

  private static String traceParent(String account, int shard) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", ScoringClient.config("kafka.bootstrap.servers"));
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("barometer.scores", shard);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (long end = System.nanoTime() + 60_000_000_000L; System.nanoTime() < end; ) {
        for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofMillis(500))) {
          Header trace = entry.headers().lastHeader("traceparent");
          if (account.equals(entry.key()) && trace != null) {
            return new String(trace.value(), UTF_8);
          }
        }
      }
    }
    throw new AssertionError("no traced entry of " + account);
  }

  /** The value of a metric once it is there: heads are asked for every few seconds. */
  private static double awaitMetric(String name) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (get("/q/metrics").asString().contains("\n" + name + " ") && metric(name) == 0) {
        return 0;
      }
      Thread.sleep(100);
    }
    return metric(name);
  }

  private static double metric(String name) {
    return get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }
}
