package io.barometer.alerting.playbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.alerting.fixture.TriggerReader;
import io.barometer.eventstore.relay.Publisher;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.PlaybookTargets;
import io.barometer.proto.alerting.v1.PlaybookTrigger;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.cloudevents.CloudEvent;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Instances that publish the same triggers, and die before and after Kafka has them. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class TwoRelaysIT {
  private static final int WAVE = 10;
  private static final int LEAST_WAVES = 10;
  private static final int MOST_WAVES = 100;
  private static final Instant NOON = Instant.parse("2016-11-03T12:00:00Z");

  @Inject
  @ReactiveDataSource("worker")
  Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final Set<String> mayBeRepeated = ConcurrentHashMap.newKeySet();
  private final AtomicInteger died = new AtomicInteger();

  @Test
  void everyTriggerIsInTheTopicInOrderAndTwiceOnlyAfterACrash() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> others = new ArrayList<>();
    try (Api hooli = new Api(TestKeys.HOOLI);
        Publisher publisher = new Publisher(Map.of("bootstrap.servers", kafka));
        TriggerReader topic = TriggerReader.open()) {
      hooli.put(Api.fallBelow50("re-fall", ""));
      hooli
          .playbooks()
          .putPlaybook(PutPlaybookRequest.newBuilder().setPlaybook(playbook()).build());
      for (int i = 0; i < 3; i++) {
        TriggerTopic other = dying(publisher, new Random(i));
        others.add(Thread.ofVirtual().start(() -> publish(other, stop)));
      }
      ScoreLogFixture log = ScoreLogFixture.shared();
      int alerts = 0;
      for (int wave = 0; wave < LEAST_WAVES || (died.get() < 2 && wave < MOST_WAVES); wave++) {
        for (int i = 0; i < WAVE; i++) {
          log.moved("hooli", "re-" + alerts, NOON.plusSeconds(2L * alerts), null, 600);
          log.moved("hooli", "re-" + alerts, NOON.plusSeconds(2L * alerts + 1), 600, 400);
          alerts++;
        }
        int wanted = alerts;
        Await.until(() -> new LinkedHashSet<>(ids(topic)), ids -> ids.size() == wanted);
      }
      stop.set(true);
      for (Thread other : others) {
        other.join();
      }
      check(topic, alerts);
    } finally {
      stop.set(true);
    }
  }

  private void check(TriggerReader topic, int alerts) {
    List<String> ids = ids(topic);
    assertThat(died.get()).isGreaterThanOrEqualTo(2);
    Set<String> seen = new LinkedHashSet<>();
    assertThat(ids.stream().filter(id -> !seen.add(id))).allMatch(mayBeRepeated::contains);
    assertThat(seen).hasSize(alerts);
    Set<Long> sequences = new LinkedHashSet<>();
    events(topic).forEach(event -> sequences.add(sequence(event)));
    assertThat(List.copyOf(sequences)).hasSize(alerts).isSorted();
  }

  /** Publishes, then dies before or after Kafka has it, as often as not. */
  private TriggerTopic dying(Publisher publisher, Random random) {
    return new TriggerTopic(
        pool,
        new TriggerEvents(4),
        records -> {
          if (!records.isEmpty() && random.nextInt(3) == 0) {
            throw new IllegalStateException("died before");
          }
          publisher.publish(records);
          if (!records.isEmpty() && random.nextInt(2) == 0) {
            records.forEach(
                one ->
                    mayBeRepeated.add(
                        new String(one.headers().lastHeader("ce_id").value(), UTF_8)));
            died.incrementAndGet();
            throw new IllegalStateException("died after");
          }
        });
  }

  private static void publish(TriggerTopic topic, AtomicBoolean stop) {
    while (!stop.get()) {
      try {
        if (topic.publish() == 0) {
          Thread.sleep(20);
        }
      } catch (IllegalStateException died) {
        Thread.yield();
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  private static List<String> ids(TriggerReader topic) {
    return events(topic).stream().map(CloudEvent::getId).toList();
  }

  private static List<CloudEvent> events(TriggerReader topic) {
    return topic.records().stream()
        .map(TriggerReader::event)
        .filter(event -> String.valueOf(event.getExtension("partitionkey")).startsWith("re-"))
        .toList();
  }

  private static long sequence(CloudEvent event) {
    return Long.parseLong(String.valueOf(event.getExtension("sequence")));
  }

  private static Playbook playbook() {
    return Playbook.newBuilder()
        .setName("Relayed")
        .setActiveFromTime(Timestamp.newBuilder().setSeconds(1))
        .setTrigger(PlaybookTrigger.newBuilder().addRules("re-fall"))
        .addAudience("account=~\"re-.*\"")
        .setTargets(PlaybookTargets.newBuilder().setKafka(true))
        .addSteps(
            PlaybookStep.newBuilder()
                .setTitle("Look at usage")
                .setWho(StepReach.STEP_REACH_INTERNAL))
        .build();
  }
}
