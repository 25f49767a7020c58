package io.barometer.alerting.evaluate;

import io.barometer.eventstore.Tx;
import io.barometer.eventstore.project.PoisonedEntry;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** How far shards were ever evaluated, and the streams that are frozen. */
final class ShardTables {

  private static final Logger LOG = Logger.getLogger(ShardTables.class);

  ShardState load(Tx tx, int shard, WatchedCache cache) {
    Set<String> frozen = new HashSet<>();
    for (Row row :
        tx.query(
            "select account_id from alerting.frozen_stream where shard = $1", Tuple.of(shard))) {
      frozen.add(row.getString(0));
    }
    for (Row row :
        tx.query(
            "select sequence, epoch_day from alerting.evaluated where shard = $1",
            Tuple.of(shard))) {
      return new ShardState(cache, frozen, row.getLong(0), row.getLong(1));
    }
    return new ShardState(cache, frozen, 0, 0);
  }

  void save(Tx tx, int shard, long sequence, long day) {
    tx.send(
        """
        insert into alerting.evaluated (shard, sequence, epoch_day) values ($1, $2, $3)
        on conflict (shard) do update
        set sequence = excluded.sequence, epoch_day = excluded.epoch_day""",
        Tuple.of(shard, sequence, day));
  }

  void freeze(Tx tx, PoisonedEntry poisoned) {
    LOG.errorf(
        poisoned,
        "Stream frozen by an unreadable entry shard=%d accountId=%s position=%d",
        poisoned.entry().shard(),
        poisoned.entry().key(),
        poisoned.entry().position());
    tx.query(
        """
        insert into alerting.frozen_stream (shard, account_id, sequence, error)
        values ($1, $2, $3, $4) on conflict do nothing""",
        Tuple.of(
            poisoned.entry().shard(),
            poisoned.entry().key(),
            poisoned.entry().position(),
            String.valueOf(poisoned.getMessage())));
  }
}
