package io.barometer.scoring.project;

import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Tx;
import io.barometer.eventstore.project.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A projection to which something can happen after all its work, right before the commit. */
final class DyingProjection implements Projection {
  private final Projection projection;
  boolean dies;
  Runnable beforeCommit = () -> {};

  DyingProjection(Projection projection) {
    this.projection = projection;
  }

  @Override
  public void apply(Tx tx, int shard, List<LogEntry> entries) {
    projection.apply(tx, shard, entries);
    beforeCommit.run();
    if (dies) {
      throw new IllegalStateException("killed before the commit");
    }
  }

  @Override
  public void committed(int shard, long position) {
    projection.committed(shard, position);
  }

  @Override
  public void forget(int shard) {
    projection.forget(shard);
  }

  @Override
  public byte @Nullable [] stateHash(int shard) {
    return projection.stateHash(shard);
  }
}
