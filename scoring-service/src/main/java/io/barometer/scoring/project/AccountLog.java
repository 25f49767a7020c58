package io.barometer.scoring.project;

import io.barometer.proto.event.v1.RecordedEvent;
import java.util.List;

/** The events of single accounts at the owner of the event log. Blocks. */
@FunctionalInterface
public interface AccountLog {

  /**
   * The events of an account up to a position, in the order in which they were recorded.
   *
   * @throws io.barometer.eventstore.LogAwayException when the owner cannot be reached
   */
  List<RecordedEvent> account(int shard, String tenantId, String accountId, long toPosition);
}
