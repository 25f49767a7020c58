package io.barometer.alerting.evaluate;

import io.barometer.eventstore.Tx;
import io.barometer.eventstore.project.PoisonedEntry;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** How far shards were ever evaluated, and the streams that are frozen. */
final class ShardTables {

  private static final Logger LOG = Logger.getLogger(ShardTables.class);

  ShardState load(Tx tx, int shard, WatchedCache cache) {
    Map<AccountKey, Long> frozen = new HashMap<>();
    for (Row row :
        tx.query(
            "select tenant_id, account_id, sequence from alerting.frozen_stream where shard = $1",
            Tuple.of(shard))) {
      frozen.put(new AccountKey(row.getString(0), row.getString(1)), row.getLong(2));
    }
    for (Row row :
        tx.query(
            "select sequence, epoch_hour from alerting.evaluated where shard = $1",
            Tuple.of(shard))) {
      return new ShardState(cache, frozen, row.getLong(0), row.getLong(1));
    }
    return new ShardState(cache, frozen, 0, 0);
  }

  void save(Tx tx, int shard, long sequence, long hour) {
    tx.send(
        """
        insert into alerting.evaluated (shard, sequence, epoch_hour) values ($1, $2, $3)
        on conflict (shard) do update
        set sequence = excluded.sequence, epoch_hour = excluded.epoch_hour""",
        Tuple.of(shard, sequence, hour));
  }

  void freeze(Tx tx, PoisonedEntry poisoned) {
    AccountKey stream = ScoreEntries.streamOf(poisoned.entry());
    LOG.errorf(
        poisoned,
        "Stream frozen by an unreadable entry shard=%d tenantId=%s accountId=%s position=%d",
        poisoned.entry().shard(),
        stream.tenantId(),
        stream.accountId(),
        poisoned.entry().position());
    tx.query(
        """
        insert into alerting.frozen_stream (shard, tenant_id, account_id, sequence, error)
        values ($1, $2, $3, $4, $5) on conflict do nothing""",
        Tuple.of(
            poisoned.entry().shard(),
            stream.tenantId(),
            stream.accountId(),
            poisoned.entry().position(),
            String.valueOf(poisoned.getMessage())));
  }
}
