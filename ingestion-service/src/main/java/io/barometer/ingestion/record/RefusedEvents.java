package io.barometer.ingestion.record;

import io.barometer.edge.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts what is refused, by reason. */
@Singleton
public class RefusedEvents {

  private final MeterRegistry registry;

  RefusedEvents(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts a refusal. */
  public void count(Refusal refusal) {
    Counter.builder("barometer.events.refused")
        .description("Batches and single events that were refused")
        .tag("reason", Refusal.name(refusal.reason()))
        .register(registry)
        .increment();
  }
}
