package io.barometer.eventstore.project;

import io.barometer.eventstore.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * How far a projection is, shard by shard, in a table {@code checkpoint(projection text,
 * projection_version int, shard int, position bigint, state_hash bytea, primary key (projection,
 * projection_version, shard))} beside its effects.
 */
final class Checkpoints {

  private final String name;
  private final int version;
  private final String create;
  private final String read;
  private final String lock;
  private final String save;

  Checkpoints(String table, String name, int version) {
    this.name = name;
    this.version = version;
    this.create =
        """
        insert into %s (projection, projection_version, shard, position) values ($1, $2, $3, 0)
        on conflict do nothing"""
            .formatted(table);
    this.read =
        "select position from %s where projection = $1 and projection_version = $2 and shard = $3"
            .formatted(table);
    this.lock =
        """
        select position from %s where projection = $1 and projection_version = $2 and shard = $3
        for update"""
            .formatted(table);
    this.save =
        """
        update %s set position = $4, state_hash = $5
        where projection = $1 and projection_version = $2 and shard = $3"""
            .formatted(table);
  }

  /** Reads the checkpoint without a lock; 0 when there is none yet. */
  long read(Tx tx, int shard) {
    for (Row row : tx.query(read, Tuple.of(name, version, shard))) {
      return row.getLong(0);
    }
    return 0;
  }

  /** Locks the checkpoint until the transaction ends, and reads it in a statement of its own. */
  long lock(Tx tx, int shard) {
    var key = Tuple.of(name, version, shard);
    var rows = tx.query(lock, key);
    if (rows.size() == 0) {
      tx.query(create, key);
      rows = tx.query(lock, key);
    }
    return rows.iterator().next().getLong(0);
  }

  void save(Tx tx, int shard, long position, byte @Nullable [] stateHash) {
    Buffer hash = stateHash == null ? null : Buffer.buffer(stateHash);
    tx.send(save, Tuple.of(name, version, shard, position, hash));
  }
}
