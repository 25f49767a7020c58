package io.barometer.eventstore.project;

import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic fold of a log into tables. One thread at a time per shard; different shards may
 * run at the same time.
 */
public interface Projection {

  /**
   * Applies entries in order, the first right after the last one applied; none when the shard is
   * only touched. Its effects are committed together with the checkpoint, or not at all.
   *
   * @throws PoisonedEntry when one entry cannot be applied and never will be
   */
  void apply(Tx tx, int shard, List<LogEntry> entries);

  /**
   * Freezes the stream of an entry that can never be applied and records why. Then the same entries
   * are applied again, and {@link #apply} must pass over this stream.
   */
  default void freeze(Tx tx, PoisonedEntry poisoned) {
    throw poisoned;
  }

  /** The checkpoint is durable: what is in memory counts, readers may be told. */
  default void committed(int shard, long position) {}

  /**
   * What is in memory of this shard may differ from the tables: drop it and load it again when
   * needed.
   */
  default void forget(int shard) {}

  /** Hash of the shard's state, stored with the checkpoint; null when there is none. */
  default byte @Nullable [] stateHash(int shard) {
    return null;
  }
}
