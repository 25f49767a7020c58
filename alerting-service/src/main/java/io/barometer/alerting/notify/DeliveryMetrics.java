package io.barometer.alerting.notify;

import io.barometer.proto.alerting.v1.Receiver.ChannelCase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** What is known of deliveries in numbers. */
@ApplicationScoped
@Startup
class DeliveryMetrics {

  private static final Logger LOG = Logger.getLogger(DeliveryMetrics.class);
  private static final long FRESH_NANOS = 5_000_000_000L;

  private final MeterRegistry registry;
  private final DeliveryQueue queue;
  private volatile DeliveryQueue.Pending last = new DeliveryQueue.Pending(0, 0);
  private volatile long readAt = System.nanoTime() - FRESH_NANOS;

  DeliveryMetrics(MeterRegistry registry, DeliveryQueue queue) {
    this.registry = registry;
    this.queue = queue;
    gauge(
        "barometer.deliveries.pending",
        "Notifications that are committed and neither delivered nor given up",
        DeliveryQueue.Pending::count);
    gauge(
        "barometer.deliveries.oldest.pending.seconds",
        "Age of the oldest notification that is neither delivered nor given up",
        DeliveryQueue.Pending::oldestSeconds);
    // there from the start, so that the first one is an increase
    for (ChannelCase channel : ChannelCase.values()) {
      givenUp(channel.name().toLowerCase(Locale.ROOT));
    }
  }

  void attempted(String channel, Outcome outcome, Duration took) {
    Counter.builder("barometer.deliveries")
        .description("Attempts to tell a receiver, by channel and outcome")
        .tag("channel", channel)
        .tag("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
    Timer.builder("barometer.delivery.attempt")
        .description("Time of one attempt to tell a receiver")
        .tag("channel", channel)
        .register(registry)
        .record(took);
  }

  void gaveUp(String channel) {
    givenUp(channel).increment();
  }

  private Counter givenUp(String channel) {
    return Counter.builder("barometer.deliveries.given.up")
        .description("Notifications that nobody will be told: refused, or tried until the last try")
        .tag("channel", channel)
        .register(registry);
  }

  private void gauge(String name, String help, ToDoubleFunction<DeliveryQueue.Pending> value) {
    Gauge.builder(name, () -> value.applyAsDouble(pending())).description(help).register(registry);
  }

  /** Never asks the database on the thread of a scrape: the answer is at most some seconds old. */
  private DeliveryQueue.Pending pending() {
    long now = System.nanoTime();
    if (now - readAt > FRESH_NANOS) {
      readAt = now;
      Thread.startVirtualThread(
          () -> {
            try {
              last = queue.pending();
            } catch (RuntimeException unavailable) {
              LOG.debug("Pending deliveries cannot be counted", unavailable);
            }
          });
    }
    return last;
  }
}
