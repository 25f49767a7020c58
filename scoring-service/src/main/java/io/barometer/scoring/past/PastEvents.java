package io.barometer.scoring.past;

import io.barometer.edge.Refusal;
import io.barometer.edge.ServiceChannel;
import io.barometer.eventstore.LogAwayException;
import io.barometer.model.ledger.PastEvent;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.scoring.project.EventLogClient;
import io.barometer.scoring.score.Moment;
import io.barometer.signals.EventSignals;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads all that ever happened to an account from the event log at its owner. Blocks. */
@ApplicationScoped
public class PastEvents {
  private final EventLogClient log;

  /**
   * Events of an account.
   *
   * @param bySources the ids of those that some sources reported
   */
  public record Reported(List<PastEvent> events, Set<String> bySources) {}

  PastEvents(EventLogClient log) {
    this.log = log;
  }

  /**
   * The events of an account in the order in which they were recorded.
   *
   * @param moment of its shard: what is not applied yet is left out
   */
  public List<PastEvent> of(String tenantId, String accountId, Moment moment) {
    return EventSignals.past(recorded(tenantId, accountId, moment));
  }

  /** The same, told which of them some sources reported. */
  public Reported of(String tenantId, String accountId, Moment moment, Set<String> sources) {
    List<RecordedEvent> recorded = recorded(tenantId, accountId, moment);
    Set<String> ids = new TreeSet<>();
    for (RecordedEvent one : recorded) {
      if (sources.contains(one.getEvent().getSource())) {
        ids.add(one.getEventId());
      }
    }
    return new Reported(EventSignals.past(recorded), ids);
  }

  private List<RecordedEvent> recorded(String tenantId, String accountId, Moment moment) {
    return reading(() -> log.account(moment.shard(), tenantId, accountId, moment.position()));
  }

  /**
   * Reads from the event log.
   *
   * @throws Refusal UNAVAILABLE when its owner does not answer
   */
  static <T> T reading(Supplier<T> read) {
    try {
      return read.get();
    } catch (LogAwayException away) {
      throw unavailable();
    } catch (StatusRuntimeException failure) {
      throw ServiceChannel.isAway(failure) ? unavailable() : failure;
    }
  }

  private static Refusal unavailable() {
    return Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
        .message("The event log does not answer. Retry.")
        .retryAfter(Duration.ofSeconds(1));
  }
}
