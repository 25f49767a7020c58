package io.barometer.scoring.project;

import io.barometer.edge.ProtoTime;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.scoring.v1.EventTold;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.SourceHeard;
import io.barometer.scoring.project.ScoreLogTable.LogRow;
import io.barometer.scoring.score.AccountKey;
import io.barometer.signals.ToldEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the score log tells besides scores: that something happened to an account, that a source
 * which reports by itself was heard, and that an hour began.
 */
final class Telling {
  /** Who delivers what is older is not heard by it. */
  private static final Duration FRESH = Duration.ofHours(24);

  private Telling() {}

  /** Tells an event that was just recorded; nothing when its type is not told. */
  static void event(ShardState state, Account account, StoredEvent event) {
    Event told = event.retraction() ? replacement(event) : event.event();
    if (ToldEvents.told(told)) {
      append(
          state,
          account.key,
          event,
          ScoreLogEntry.newBuilder()
              .setEventTold(
                  EventTold.newBuilder()
                      .setTenantId(account.key.tenantId())
                      .setAccountId(account.key.accountId())
                      .setEventId(event.recorded().getEventId())
                      .setType(ToldEvents.type(told))
                      .setTime(ProtoTime.timestamp(state.clock()))
                      .putAllFields(ToldEvents.fields(told))));
    }
  }

  private static Event replacement(StoredEvent event) {
    return event.event().getEventRetracted().getReplacement();
  }

  /**
   * Tells that a source is heard, once an hour of its own time. Call it before the event is in the
   * history, which knows when the source was heard before.
   */
  static void source(ShardState state, Account account, StoredEvent event) {
    Optional<String> reported = ToldEvents.reportedSignal(event.event());
    if (reported.isEmpty()) {
      return;
    }
    String signal = reported.get();
    Instant hour = hour(ProtoTime.instant(event.event().getOccurredTime()));
    boolean fresh = !hour.isBefore(state.clock().minus(FRESH));
    Optional<Instant> before = account.history.lastOccurredAt(signal);
    if (fresh && (before.isEmpty() || hour(before.get()).isBefore(hour))) {
      append(
          state,
          account.key,
          event,
          ScoreLogEntry.newBuilder()
              .setSourceHeard(
                  SourceHeard.newBuilder()
                      .setTenantId(account.key.tenantId())
                      .setAccountId(account.key.accountId())
                      .setSignal(signal)
                      .setTime(ProtoTime.timestamp(state.clock()))));
    }
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  /** Tells that an hour began. */
  static void hourStarted(ShardState state, StoredEvent event) {
    append(
        state,
        event.key(),
        event,
        ScoreLogEntry.newBuilder().setHourStarted(event.event().getHourStarted().getTime()));
  }

  private static void append(
      ShardState state, AccountKey key, StoredEvent cause, ScoreLogEntry.Builder entry) {
    long sequence = state.nextSequence();
    state.newEntries.add(
        new LogRow(
            sequence,
            key.tenantId(),
            key.accountId(),
            "",
            (int) state.day(),
            Cause.of(cause).traceParent(),
            entry.setShard(state.shard).setSequence(sequence).build().toByteArray(),
            false));
  }
}
