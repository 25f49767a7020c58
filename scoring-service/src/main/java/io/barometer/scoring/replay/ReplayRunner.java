package io.barometer.scoring.replay;

import io.barometer.eventstore.Transactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes replays, one at a time in every service, the oldest first. A service that dies loses its
 * claim after a while, and another one, or itself, goes on behind the last page that was kept.
 */
@ApplicationScoped
public class ReplayRunner {
  private static final Logger LOG = Logger.getLogger(ReplayRunner.class);
  private static final int WAIT_SECONDS = 2;

  private final Transactions worker;
  private final ReplayWork work;
  private final String owner = UUID.randomUUID().toString();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "replay");

  ReplayRunner(@ReactiveDataSource("worker") Pool pool, ReplayWork work) {
    this.worker = new Transactions(pool);
    this.work = work;
  }

  void start(@Observes StartupEvent started) {
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    thread.interrupt();
  }

  /** There may be something to do. */
  void wake() {
    wake.release();
  }

  private void run() {
    int failures = 0;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Optional<ReplayRow> claimed = worker.call(tx -> ReplayTable.claim(tx, owner));
        if (claimed.isPresent()) {
          work.on(claimed.get(), owner);
        } else {
          rest();
        }
        failures = 0;
      } catch (InterruptedException stopping) {
        return;
      } catch (RuntimeException failure) {
        failures++;
        trouble(failure, failures);
      }
    }
  }

  private void rest() throws InterruptedException {
    if (wake.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
      wake.drainPermits();
    }
  }

  private static void trouble(RuntimeException failure, int failures) {
    if (failures == 1) {
      LOG.warn("Replays cannot be worked on now", failure);
    }
    try {
      TimeUnit.SECONDS.sleep(WAIT_SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
