package io.barometer.alerting.dispatch;

import io.barometer.alerting.digest.DueDigests;
import io.barometer.alerting.incident.SnoozeEnds;
import io.barometer.alerting.notify.DeliverySender;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at groups and digests when they are due, and wakes the sender. Any number of instances may
 * do so: each takes groups that no other holds.
 */
@ApplicationScoped
@Startup
public class GroupDispatcher {
  private static final Logger LOG = Logger.getLogger(GroupDispatcher.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final SnoozeEnds snoozes;
  private final DueGroups groups;
  private final DueDigests digests;
  private final DeliverySender sender;
  private final Duration poll;
  private final Clock clock = Clock.systemUTC();
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  GroupDispatcher(
      SnoozeEnds snoozes,
      DueGroups groups,
      DueDigests digests,
      DeliverySender sender,
      @ConfigProperty(name = "barometer.notify.poll") Duration poll) {
    this.snoozes = snoozes;
    this.groups = groups;
    this.digests = digests;
    this.sender = sender;
    this.poll = poll;
    this.thread = Thread.ofVirtual().name("dispatch-groups").start(this::run);
  }

  /** There may be a group that is due now. */
  public void wake() {
    work.release();
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
        if (look() == 0) {
          rest();
        }
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private int look() {
    try {
      snoozes.wake(clock.instant());
      int looked = groups.look(clock.instant()) + digests.make(clock.instant());
      if (looked > 0) {
        sender.wake();
      }
      return looked;
    } catch (RuntimeException failure) {
      LOG.warn("What is due cannot be looked at", failure);
      return 0;
    }
  }

  private void rest() throws InterruptedException {
    if (work.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }
}
