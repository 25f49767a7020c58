package io.barometer.scoring.project;

import io.barometer.edge.ProtoTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What Prometheus hears about the projection. */
@ApplicationScoped
public class ProjectionMetrics {
  private final MeterRegistry registry;
  private final Counter events;
  private final Counter changes;
  private final Counter poisoned;
  private final Timer batches;
  private final Timer latency;
  private final Map<Integer, AtomicLong> positions = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> heads = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> frozen = new ConcurrentHashMap<>();

  ProjectionMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.events =
        Counter.builder("barometer.scoring.events")
            .description("Events applied to histories and scores")
            .register(registry);
    this.changes =
        Counter.builder("barometer.scoring.score.changes")
            .description("Entries written to the score log")
            .register(registry);
    this.poisoned =
        Counter.builder("barometer.scoring.poisoned")
            .description("Streams frozen because an event could not be applied")
            .register(registry);
    this.batches =
        Timer.builder("barometer.scoring.batch")
            .description("Time to apply one batch of events, without the commit")
            .register(registry);
    this.latency =
        Timer.builder("barometer.scoring.latency")
            .description(
                "Time from an event's recording, by the platform's clock, to its committed score")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(registry);
  }

  void batch(int size, long nanos) {
    events.increment(size);
    batches.record(Duration.ofNanos(nanos));
  }

  void scoreChanges(int count) {
    changes.increment(count);
  }

  void poisoned() {
    poisoned.increment();
  }

  void committed(int shard, long position, List<StoredEvent> applied) {
    gauge(positions, shard, "barometer.scoring.position", "Last position applied, by shard")
        .set(position);
    Instant now = Instant.now();
    for (StoredEvent event : applied) {
      Instant recordedAt = ProtoTime.instant(event.recorded().getRecordedTime());
      Duration took = Duration.between(recordedAt, now);
      latency.record(took.isNegative() ? Duration.ZERO : took);
    }
  }

  void frozen(int shard, int streams) {
    gauge(
            frozen,
            shard,
            "barometer.scoring.frozen",
            "Streams frozen because an event could not be applied, by shard")
        .set(streams);
  }

  /** Notes the head of a shard's event log; the lag is how far the projection is behind it. */
  public void head(int shard, long head) {
    heads.computeIfAbsent(shard, this::lag).set(head);
  }

  private AtomicLong lag(int shard) {
    AtomicLong position =
        gauge(positions, shard, "barometer.scoring.position", "Last position applied, by shard");
    var head = new AtomicLong();
    Gauge.builder("barometer.scoring.lag", () -> Math.max(0, head.get() - position.get()))
        .description("Positions of the event log that are not applied yet, by shard")
        .tag("shard", Integer.toString(shard))
        .strongReference(true)
        .register(registry);
    return head;
  }

  private AtomicLong gauge(
      Map<Integer, AtomicLong> values, int shard, String name, String description) {
    return values.computeIfAbsent(
        shard,
        s -> {
          var value = new AtomicLong();
          Gauge.builder(name, value::get)
              .description(description)
              .tag("shard", Integer.toString(s))
              .strongReference(true)
              .register(registry);
          return value;
        });
  }
}
