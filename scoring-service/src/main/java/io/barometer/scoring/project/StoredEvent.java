package io.barometer.scoring.project;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.project.PoisonedEntry;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.scoring.score.AccountKey;
import java.time.Instant;

/** A log entry that has been read. */
record StoredEvent(LogEntry entry, RecordedEvent recorded, AccountKey key) {
  /** The tenant of streams whose events cannot even be read. */
  static final String UNREADABLE = "_unreadable";

  /**
   * Reads an entry.
   *
   * @throws PoisonedEntry when its bytes are no event
   */
  static StoredEvent of(LogEntry entry) {
    try {
      var recorded = RecordedEvent.parseFrom(entry.value());
      Event event = recorded.getEvent();
      return new StoredEvent(
          entry, recorded, new AccountKey(event.getTenantId(), event.getAccountId()));
    } catch (InvalidProtocolBufferException damaged) {
      throw new PoisonedEntry(entry, damaged);
    }
  }

  /** The stream of an entry, also of one that cannot be read. */
  static AccountKey streamOf(LogEntry entry) {
    try {
      return of(entry).key();
    } catch (PoisonedEntry unreadable) {
      return new AccountKey(UNREADABLE, entry.key());
    }
  }

  Event event() {
    return recorded.getEvent();
  }

  boolean dayStarted() {
    return event().getPayloadCase() == Event.PayloadCase.DAY_STARTED;
  }

  boolean hourStarted() {
    return event().getPayloadCase() == Event.PayloadCase.HOUR_STARTED;
  }

  /** Whether it says that time passed, and nothing of an account. */
  boolean tick() {
    return dayStarted() || hourStarted();
  }

  /** Whether it takes back an earlier event of its account. */
  boolean retraction() {
    return event().hasEventRetracted();
  }

  /** The clock that the event carries: when it was recorded, and not before what it starts. */
  Instant clock() {
    Instant recordedAt = ProtoTime.instant(recorded.getRecordedTime());
    if (!tick()) {
      return recordedAt;
    }
    Instant begun =
        dayStarted()
            ? Instant.ofEpochSecond(ProtoDate.epochDay(event().getDayStarted().getDate()) * 86_400)
            : ProtoTime.instant(event().getHourStarted().getTime());
    return begun.isAfter(recordedAt) ? begun : recordedAt;
  }
}
