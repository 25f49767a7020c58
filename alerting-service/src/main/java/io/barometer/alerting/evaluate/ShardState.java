package io.barometer.alerting.evaluate;

import io.barometer.eventstore.LogEntry;
import java.util.List;
import java.util.Map;

/** What is kept in memory of a shard between batches. */
final class ShardState {

  final WatchedCache cache;

  /** Frozen streams, each from a sequence on. */
  private final Map<AccountKey, Long> frozen;

  /** What was evaluated up to here, ever, tells nobody again. */
  final long toldUpTo;

  long sequence;
  long hour;
  List<Told> pending = List.of();

  ShardState(WatchedCache cache, Map<AccountKey, Long> frozen, long toldUpTo, long hour) {
    this.cache = cache;
    this.frozen = frozen;
    this.toldUpTo = toldUpTo;
    this.sequence = toldUpTo;
    this.hour = hour;
  }

  /** Whether an entry belongs to a frozen part of its stream. */
  boolean frozen(LogEntry entry) {
    return !frozen.isEmpty()
        && frozen.getOrDefault(ScoreEntries.streamOf(entry), Long.MAX_VALUE) <= entry.position();
  }

  void reached(long position, Evaluation evaluation) {
    sequence = Math.max(sequence, position);
    hour = Math.max(hour, evaluation.lastHour());
    pending = evaluation.told();
  }
}
