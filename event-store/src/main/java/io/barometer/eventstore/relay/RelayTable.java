package io.barometer.eventstore.relay;

import io.barometer.eventstore.Transactions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/**
 * Who publishes a shard and how far, in a table {@code relay(shard int primary key, owner text,
 * epoch bigint, lease_until timestamptz, published_position bigint)}. Each change of owner raises
 * the epoch, and what an old epoch writes is refused.
 */
final class RelayTable {

  /**
   * A lease: this process may publish the shard from this position on, as long as the epoch stands.
   */
  record Lease(long epoch, long published) {}

  private final Pool pool;
  private final String owner;
  private final long leaseMillis;
  private final String create;
  private final String acquire;
  private final String advance;
  private final String release;

  RelayTable(Pool pool, String table, String owner, Duration lease) {
    this.pool = pool;
    this.owner = owner;
    this.leaseMillis = lease.toMillis();
    this.create =
        """
        insert into %s (shard, owner, epoch, lease_until, published_position)
        values ($1, '', 0, '-infinity', 0) on conflict do nothing"""
            .formatted(table);
    this.acquire =
        """
        update %s set owner = $2, epoch = epoch + 1, lease_until = now() + $3 * interval '1 millisecond'
        where shard = $1 and lease_until < now() returning epoch, published_position"""
            .formatted(table);
    this.advance =
        """
        update %s set published_position = $4, lease_until = now() + $5 * interval '1 millisecond'
        where shard = $1 and epoch = $2 and published_position = $3"""
            .formatted(table);
    this.release =
        """
        update %s set lease_until = '-infinity', published_position = greatest(published_position, $3)
        where shard = $1 and epoch = $2"""
            .formatted(table);
  }

  void create(int shard) {
    execute(create, Tuple.of(shard));
  }

  /** Takes the shard over; empty while somebody else's lease runs. */
  Optional<Lease> acquire(int shard) {
    var rows = execute(acquire, Tuple.of(shard, owner, leaseMillis));
    return rows.size() == 0 ? Optional.empty() : Optional.of(lease(rows.iterator().next()));
  }

  private static Lease lease(Row row) {
    return new Lease(row.getLong(0), row.getLong(1));
  }

  /**
   * Moves the published position (or only the lease, when it is the same); false when the lease is
   * lost.
   */
  boolean advance(int shard, Lease lease, long published) {
    var key = Tuple.of(shard, lease.epoch(), lease.published(), published, leaseMillis);
    return execute(advance, key).rowCount() == 1;
  }

  void release(int shard, Lease lease, long published) {
    execute(release, Tuple.of(shard, lease.epoch(), published));
  }

  private RowSet<Row> execute(String sql, Tuple parameters) {
    return Transactions.await(pool.preparedQuery(sql).execute(parameters));
  }
}
