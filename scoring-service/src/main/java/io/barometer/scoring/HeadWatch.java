package io.barometer.scoring;

import io.barometer.scoring.project.EventLogClient;
import io.barometer.scoring.project.ProjectionMetrics;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Asks the ingestion service now and then how far its log is, for the lag that the metrics tell.
 */
final class HeadWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HeadWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final EventLogClient events;
  private final ProjectionMetrics metrics;
  private final Thread thread = Thread.ofVirtual().name("head-watch").unstarted(this::run);

  HeadWatch(EventLogClient events, ProjectionMetrics metrics) {
    this.events = events;
    this.metrics = metrics;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      events.heads().forEach(metrics::head);
    } catch (StatusRuntimeException away) {
      LOG.debugf("The heads of the event log are not known now cause=%s", away.getStatus());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
