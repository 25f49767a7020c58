package io.barometer.ingestion.record;

import io.barometer.edge.Refusal;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A token bucket per tenant: refills at the tenant's rate, holds one second of it, at least one
 * full batch.
 */
@Singleton
public class RateLimit {

  private final int usual;
  private final Map<String, Integer> own;
  private final int fullBatch;
  private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

  RateLimit(IngestionConfig config) {
    this.usual = config.events().ratePerSecond();
    this.own = TenantRates.parse(config.events().tenantRates().orElse(List.of()));
    this.fullBatch = config.events().maxPerBatch();
  }

  /**
   * Takes room for some events.
   *
   * @throws Refusal RESOURCE_EXHAUSTED RATE_LIMITED, saying when there is room
   */
  void take(String tenantId, int events) {
    int rate = own.getOrDefault(tenantId, usual);
    if (rate == 0) {
      return;
    }
    long wait =
        buckets
            .computeIfAbsent(tenantId, tenant -> new Bucket(rate, Math.max(rate, fullBatch)))
            .take(events);
    if (wait > 0) {
      throw Refusal.of(Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_RATE_LIMITED)
          .message("The tenant sends faster than its limit. Wait, then send the same events again.")
          .quota("tenant:" + tenantId)
          .retryAfter(Duration.ofNanos(wait));
    }
  }

  private static final class Bucket {
    private final double perNano;
    private final double capacity;
    private double tokens;
    private long filledAt = System.nanoTime();

    Bucket(int perSecond, double capacity) {
      this.perNano = perSecond / 1e9;
      this.capacity = capacity;
      this.tokens = capacity;
    }

    /** Nanoseconds to wait; 0 when the tokens were taken. */
    synchronized long take(int wanted) {
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
