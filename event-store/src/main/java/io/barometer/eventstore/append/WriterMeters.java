package io.barometer.eventstore.append;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the writer tells about itself. */
final class WriterMeters {

  private final Counter recorded;
  private final Counter duplicates;
  private final DistributionSummary batchSize;
  private final Timer commit;

  WriterMeters(MeterRegistry registry, Supplier<Number> waiting) {
    this.recorded =
        Counter.builder("barometer.events.recorded")
            .description("Events stored for the first time")
            .register(registry);
    this.duplicates =
        Counter.builder("barometer.events.duplicate")
            .description("Events that had been stored before")
            .register(registry);
    this.batchSize =
        DistributionSummary.builder("barometer.store.batch.events")
            .description("Events per transaction of the store")
            .register(registry);
    this.commit =
        Timer.builder("barometer.store.commit")
            .description("Time to number, write and commit a batch")
            .register(registry);
    Gauge.builder("barometer.store.waiting", waiting)
        .description("Events that wait for the writer")
        .register(registry);
  }

  void committed(Batch batch, long nanos) {
    recorded.increment(batch.rows.size());
    duplicates.increment(batch.repeats);
    batchSize.record(batch.rows.size());
    commit.record(nanos, TimeUnit.NANOSECONDS);
  }
}
