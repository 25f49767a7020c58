package io.barometer.ingestion.record;

import io.barometer.edge.Refusal;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A token bucket per tenant: refills at the rate, holds one second of it, at least one full batch.
 */
@Singleton
public class RateLimit {

  private final double perNano;
  private final double capacity;
  private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

  RateLimit(IngestionConfig config) {
    this.perNano = config.events().ratePerSecond() / 1e9;
    this.capacity = Math.max(config.events().ratePerSecond(), config.events().maxPerBatch());
  }

  /**
   * Takes room for some events.
   *
   * @throws Refusal RESOURCE_EXHAUSTED RATE_LIMITED, saying when there is room
   */
  void take(String tenantId, int events) {
    if (perNano == 0) {
      return;
    }
    long wait =
        buckets
            .computeIfAbsent(tenantId, t -> new Bucket(capacity))
            .take(events, perNano, capacity);
    if (wait > 0) {
      throw Refusal.of(Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_RATE_LIMITED)
          .message("The tenant sends faster than its limit. Wait, then send the same events again.")
          .quota("tenant:" + tenantId)
          .retryAfter(Duration.ofNanos(wait));
    }
  }

  private static final class Bucket {
    private double tokens;
    private long filledAt = System.nanoTime();

    Bucket(double tokens) {
      this.tokens = tokens;
    }

    /** Nanoseconds to wait; 0 when the tokens were taken. */
    synchronized long take(int wanted, double perNano, double capacity) {
      long now = System.nanoTime();
      tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
      filledAt = now;
      if (tokens >= wanted) {
        tokens -= wanted;
        return 0;
      }
      return Math.max(1, (long) ((wanted - tokens) / perNano));
    }
  }
}
