package io.barometer.scoring;

import io.barometer.edge.ProtoTime;
import io.barometer.proto.ingestion.v1.GetHeadsResponse;
import io.barometer.scoring.project.EventLogClient;
import io.barometer.scoring.project.ProjectionMetrics;
import io.barometer.scoring.score.PlatformClock;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Asks the ingestion service now and then how far its log is, for the lag that the metrics tell,
 * and what time it is.
 */
final class HeadWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HeadWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final EventLogClient events;
  private final ProjectionMetrics metrics;
  private final PlatformClock clock;
  private final Thread thread = Thread.ofVirtual().name("head-watch").unstarted(this::run);

  HeadWatch(EventLogClient events, ProjectionMetrics metrics, PlatformClock clock) {
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
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

  /** Asks once; an answer that does not come changes nothing. */
  void look() {
    try {
      GetHeadsResponse heads = events.heads();
      heads.getHeadsList().forEach(head -> metrics.head(head.getShard(), head.getLastPosition()));
      if (heads.hasTime()) {
        clock.tell(ProtoTime.instant(heads.getTime()));
      }
    } catch (StatusRuntimeException away) {
      LOG.debugf("The heads of the event log are not known now cause=%s", away.getStatus());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
