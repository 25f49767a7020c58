package io.barometer.alerting.notify;

import io.barometer.alerting.notify.DeliveryQueue.Target;
import io.barometer.proto.alerting.v1.Receiver.ChannelCase;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends what is due: take, try, record. Woken after each commit that told something, and by a poll
 * as a net. Each receiver has its own few attempts at a time, so a slow one delays nobody else.
 */
@ApplicationScoped
@Startup
public class DeliverySender {

  private static final Logger LOG = Logger.getLogger(DeliverySender.class);

  private final DeliveryQueue queue;
  private final DeliveryMetrics metrics;
  private final Map<ChannelCase, Notifier> notifiers = new EnumMap<>(ChannelCase.class);
  private final SendingLimits limits;
  private final Clock clock = Clock.systemUTC();
  private final ConcurrentMap<Target, Integer> running = new ConcurrentHashMap<>();
  private final Semaphore work = new Semaphore(0);
  private volatile boolean sending = true;
  private volatile boolean closed;

  DeliverySender(
      DeliveryQueue queue,
      DeliveryMetrics metrics,
      Instance<Notifier> notifiers,
      SendingLimits limits) {
    this.queue = queue;
    this.metrics = metrics;
    this.limits = limits;
    notifiers.forEach(notifier -> this.notifiers.put(notifier.channel(), notifier));
    Thread.ofVirtual().name("send-deliveries").start(this::run);
  }

  /** There may be something to send. */
  public void wake() {
    work.release();
  }

  /** Takes nothing more until {@link #resume()}; attempts under way end. */
  public void pause() {
    sending = false;
  }

  /** Sends again. */
  public void resume() {
    sending = true;
    wake();
  }

  void stop(@Observes ShutdownEvent end) {
    closed = true;
    wake();
  }

  private void run() {
    while (!closed) {
      try {
        if (!sending || takeAndSend() == 0) {
          boolean woken = work.tryAcquire(limits.poll().toMillis(), TimeUnit.MILLISECONDS);
          work.drainPermits();
          if (!woken && sending) {
            queue.giveUpOrphans();
          }
        }
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failure) {
        LOG.warn("Deliveries cannot be taken", failure);
        rest();
      }
    }
  }

  private void rest() {
    try {
      Thread.sleep(limits.poll());
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  private int takeAndSend() {
    List<Notification> taken =
        queue.take(Map.copyOf(running), limits.perReceiver(), limits.lease());
    for (Notification n : taken) {
      Target target = target(n);
      running.merge(target, 1, Integer::sum);
      Thread.ofVirtual().name("notify").start(() -> attempt(n, target));
    }
    return taken.size();
  }

  private void attempt(Notification n, Target target) {
    ChannelCase channel = n.receiver().getChannelCase();
    String name = channel.name().toLowerCase(Locale.ROOT);
    Span span = NotifyTrace.begin(n, name);
    Instant began = clock.instant();
    try {
      Outcome outcome = send(channel, NotifyTrace.within(span, n));
      record(n, began, outcome);
      metrics.attempted(name, outcome, Duration.between(began, clock.instant()));
      LOG.debugf(
          "Notification attempted tenantId=%s alertId=%s channel=%s outcome=%s",
          n.tenantId(), n.alertId(), name, outcome.getClass().getSimpleName());
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "Outcome cannot be recorded alertId=%s channel=%s", n.alertId(), name);
    } finally {
      span.end();
      running.computeIfPresent(target, (t, count) -> count == 1 ? null : count - 1);
      wake();
    }
  }

  private Outcome send(ChannelCase channel, Notification n) {
    Notifier notifier = notifiers.get(channel);
    if (notifier == null) {
      return new Outcome.Rejected("no notifier for this channel");
    }
    try {
      return notifier.send(n);
    } catch (RuntimeException bug) {
      LOG.errorf(
          "A notifier failed alertId=%s channel=%s error=%s",
          n.alertId(), channel, bug.getClass().getName());
      return new Outcome.Retryable("the notifier failed");
    }
  }

  private void record(Notification n, Instant began, Outcome outcome) {
    boolean last = n.attempt() >= limits.attempts();
    Backoff backoff = new Backoff(limits.firstPause(), limits.longestPause());
    switch (outcome) {
      case Outcome.Delivered d -> queue.delivered(n, began, d);
      case Outcome.Rejected r -> queue.failed(n, began, r);
      case Outcome.Retryable r when !last ->
          queue.again(
              n, began, r, backoff.pause(n.attempt(), n.id(), r.after().orElse(Duration.ZERO)));
      case Outcome.Ambiguous a when !last ->
          queue.again(n, began, a, backoff.pause(n.attempt(), n.id()));
      case Outcome.Retryable r -> queue.failed(n, began, r);
      case Outcome.Ambiguous a -> queue.failed(n, began, a);
    }
  }

  private static Target target(Notification n) {
    return new Target(n.tenantId(), n.receiver().getName());
  }
}
