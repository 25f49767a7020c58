package io.barometer.alerting.evaluate;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.project.ProjectionLoop;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What is known of the evaluation in numbers. */
@ApplicationScoped
class EvaluationMetrics {

  private static final Logger LOG = Logger.getLogger(EvaluationMetrics.class);
  private static final long FRESH_NANOS = 5_000_000_000L;

  private final MeterRegistry registry;
  private final Transactions transactions;
  private final Map<Integer, Long> heads = new ConcurrentHashMap<>();
  private final AtomicLong askedAt = new AtomicLong(System.nanoTime() - FRESH_NANOS);
  private volatile long frozen;

  EvaluationMetrics(MeterRegistry registry, @ReactiveDataSource("worker") Pool worker) {
    this.registry = registry;
    this.transactions = new Transactions(worker);
  }

  void fired(String rule) {
    Counter.builder("barometer.alerts.fired")
        .description("Alerts that fired, by rule")
        .tag("rule", rule)
        .register(registry)
        .increment();
  }

  /** Shows how far each shard is, and how far behind scoring. */
  void positions(int shards, ProjectionLoop loop, ScoreLog log) {
    Map<Integer, Long> reached = new ConcurrentHashMap<>();
    Runnable refresh = () -> refresh(shards, loop, log, reached);
    Gauge.builder(
            "barometer.evaluation.frozen",
            () -> {
              keepFresh(refresh);
              return frozen;
            })
        .description("Streams frozen because an entry of the score log could not be evaluated")
        .register(registry);
    for (int shard = 0; shard < shards; shard++) {
      int number = shard;
      Gauge.builder("barometer.evaluation.position", () -> read(refresh, reached, number))
          .description("Last entry of the score log that was evaluated, by shard")
          .tag("shard", Integer.toString(shard))
          .register(registry);
      Gauge.builder(
              "barometer.evaluation.lag.entries",
              () -> Math.max(0, read(refresh, heads, number) - read(refresh, reached, number)))
          .description("Entries of the score log that are not evaluated yet, by shard")
          .tag("shard", Integer.toString(shard))
          .register(registry);
    }
  }

  /** Asks nobody on the thread of a scrape: the answer is at most some seconds old. */
  private double read(Runnable refresh, Map<Integer, Long> values, int shard) {
    keepFresh(refresh);
    return values.getOrDefault(shard, 0L);
  }

  private void keepFresh(Runnable refresh) {
    long now = System.nanoTime();
    long before = askedAt.get();
    if (now - before > FRESH_NANOS && askedAt.compareAndSet(before, now)) {
      Thread.startVirtualThread(refresh);
    }
  }

  private void refresh(int shards, ProjectionLoop loop, ScoreLog log, Map<Integer, Long> reached) {
    try {
      for (int shard = 0; shard < shards; shard++) {
        reached.put(shard, loop.position(shard));
      }
      frozen = countFrozen();
      heads.putAll(log.heads());
    } catch (StatusRuntimeException unavailable) {
      LOG.debugf("Scoring does not tell its head: %s", unavailable.getStatus().getCode());
    } catch (RuntimeException failure) {
      LOG.debug("Positions cannot be read", failure);
    }
  }

  private long countFrozen() {
    return transactions.<Long>call(
        tx ->
            tx.query("select count(*) from alerting.frozen_stream", Tuple.tuple())
                .iterator()
                .next()
                .getLong(0));
  }
}
