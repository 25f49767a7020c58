package io.barometer.alerting.evaluate;

import java.util.List;
import java.util.Set;

/** What is kept in memory of a shard between batches. */
final class ShardState {

  final WatchedCache cache;
  final Set<String> frozen;

  /** What was evaluated up to here, ever, tells nobody again. */
  final long toldUpTo;

  long sequence;
  long day;
  List<Told> pending = List.of();

  ShardState(WatchedCache cache, Set<String> frozen, long toldUpTo, long day) {
    this.cache = cache;
    this.frozen = frozen;
    this.toldUpTo = toldUpTo;
    this.sequence = toldUpTo;
    this.day = day;
  }

  void reached(long position, Evaluation evaluation) {
    sequence = Math.max(sequence, position);
    day = Math.max(day, evaluation.lastDay());
    pending = evaluation.told();
  }
}
