package io.barometer.alerting.notify;

import io.barometer.alerting.notify.DeliveryQueue.Ended;
import io.barometer.alerting.notify.DeliveryQueue.Target;
import io.barometer.alerting.secret.Secrets;
import io.barometer.eventstore.Gathering;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends what is due, in turns: one transaction records what ended since the last one and takes what
 * is due, then each attempt runs by itself. Woken by commits that told something and by attempts
 * that ended, and by a poll as a net. Each receiver has its own few attempts at a time, so a slow
 * one delays nobody else.
 *
 * @see SendingWindow
 */
@ApplicationScoped
@Startup
public class DeliverySender {

  private static final Logger LOG = Logger.getLogger(DeliverySender.class);

  /** Turns are at most so far apart, so that what ends in between shares one transaction. */
  private static final Duration LONGEST_GATHERING = Duration.ofMillis(20);

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final DeliveryQueue queue;
  private final DeliveryMetrics metrics;
  private final Map<ChannelCase, Notifier> notifiers = new EnumMap<>(ChannelCase.class);
  private final SendingLimits limits;
  private final Secrets secrets;
  private final RetrySchedule schedule;
  private final Clock clock = Clock.systemUTC();

  /** Of receivers with attempts under way or not recorded yet; for the sending thread. */
  private final Map<Target, SendingWindow> windows = new HashMap<>();

  /** Taken, and not begun in time: the lease lapses and somebody takes them again. */
  private final Queue<Notification> lapsed = new ConcurrentLinkedQueue<>();

  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final Gathering gathering = new Gathering(LONGEST_GATHERING);
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private volatile boolean sending = true;
  private volatile boolean closed;

  DeliverySender(
      DeliveryQueue queue,
      DeliveryMetrics metrics,
      Instance<Notifier> notifiers,
      SendingLimits limits,
      Secrets secrets) {
    this.queue = queue;
    this.metrics = metrics;
    this.limits = limits;
    this.secrets = secrets;
    this.schedule = new RetrySchedule(limits.pauses());
    notifiers.forEach(notifier -> this.notifiers.put(notifier.channel(), notifier));
    this.thread = Thread.ofVirtual().name("send-deliveries").start(this::run);
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
    try {
      thread.join(CLOSING);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        long began = System.nanoTime();
        if (turn(sending)) {
          gathering.took(System.nanoTime() - began);
          Thread.sleep(Duration.ofNanos(gathering.nanos()));
        } else {
          await();
        }
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failure) {
        LOG.warn("Deliveries cannot be recorded or taken", failure);
        rest();
      }
    }
    if (!ended.isEmpty()) {
      turn(false);
    }
  }

  private void await() throws InterruptedException {
    boolean woken = work.tryAcquire(limits.poll().toMillis(), TimeUnit.MILLISECONDS);
    work.drainPermits();
    if (!woken && sending) {
      queue.giveUpOrphans();
    }
  }

  private void rest() {
    try {
      Thread.sleep(limits.poll());
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  /** False when there was nothing to record and nothing to take. */
  private boolean turn(boolean taking) {
    List<Ended> over = List.copyOf(ended);
    List<Notification> taken = recordAndTake(over, taking);
    for (Notification n : taken) {
      SendingWindow window =
          windows.computeIfAbsent(Target.of(n), t -> new SendingWindow(limits.perReceiver()));
      window.take();
      Thread.ofVirtual().name("notify").start(() -> attempt(n, window));
    }
    return !over.isEmpty() || !taken.isEmpty();
  }

  /** An outcome stays here until it is durable. */
  private List<Notification> recordAndTake(List<Ended> over, boolean taking) {
    for (Notification n = lapsed.poll(); n != null; n = lapsed.poll()) {
      leave(Target.of(n), 1);
    }
    Map<Target, Integer> count = new HashMap<>();
    over.forEach(one -> count.merge(Target.of(one.notification()), 1, Integer::sum));
    Map<Target, Integer> room = new HashMap<>();
    windows.forEach((target, one) -> room.put(target, one.room(count.getOrDefault(target, 0))));
    List<Notification> taken =
        taking
            ? queue.recordAndTake(over, room, limits.perReceiver(), limits.lease())
            : queue.record(over);
    count.forEach(this::leave);
    over.forEach(one -> ended.remove());
    return taken;
  }

  private void leave(Target target, int over) {
    windows.computeIfPresent(target, (t, window) -> window.recorded(over) ? null : window);
  }

  private void attempt(Notification n, SendingWindow window) {
    if (!window.begin(limits.lease().dividedBy(2))) {
      lapsed.add(n);
      wake();
      return;
    }
    try {
      attempt(n);
    } finally {
      window.end();
    }
  }

  private void attempt(Notification n) {
    ChannelCase channel = n.receiver().getChannelCase();
    String name = channel.name().toLowerCase(Locale.ROOT);
    Span span = NotifyTrace.begin(n, name);
    Instant began = clock.instant();
    try {
      Outcome outcome = send(channel, NotifyTrace.within(span, n));
      Instant end = clock.instant();
      Ended over = new Ended(n, began, end, outcome, next(n, outcome, end));
      ended.add(over);
      metrics.attempted(name, outcome, Duration.between(began, end));
      if (over.failed()) {
        metrics.gaveUp(name);
      }
      LOG.debugf(
          "Notification attempted tenantId=%s alertId=%s channel=%s outcome=%s",
          n.tenantId(), n.news().subject(), name, outcome.getClass().getSimpleName());
    } finally {
      span.end();
      wake();
    }
  }

  private Outcome send(ChannelCase channel, Notification n) {
    Notifier notifier = notifiers.get(channel);
    if (notifier == null) {
      return new Outcome.Rejected("no notifier for this channel");
    }
    try {
      return notifier.send(n.to(secrets.opened(n.tenantId(), n.receiver())));
    } catch (RuntimeException bug) {
      LOG.errorf(
          "A notifier failed alertId=%s channel=%s error=%s",
          n.news().subject(), channel, bug.getClass().getName());
      return new Outcome.Retryable("the notifier failed");
    }
  }

  /** The pause before the next attempt; empty when there is none. */
  private Optional<RetrySchedule.Next> next(Notification n, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Delivered _, Outcome.Rejected _, Outcome.KeptBack _ -> Optional.empty();
      case Outcome.Retryable(String _, Optional<Duration> after) when after.isPresent() ->
          schedule.asked(after.get(), n.failures(), Duration.between(n.createdTime(), now), n.id());
      case Outcome.Retryable _, Outcome.Ambiguous _ -> schedule.after(n.failures(), n.id());
    };
  }
}
