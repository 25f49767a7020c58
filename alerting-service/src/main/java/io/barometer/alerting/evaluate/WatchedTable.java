package io.barometer.alerting.evaluate;

import io.barometer.alerting.alert.StoredScore;
import io.barometer.eventstore.Tx;
import io.barometer.model.alert.AccountMemory;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is remembered of accounts, in the table {@code account_memory}. */
final class WatchedTable {

  List<Watched> load(Tx tx, Collection<ScoreKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return read(
        tx.query(
            """
            select tenant_id, account_id, score_name, memory, score, due_hour
            from unnest($1::text[], $2::text[], $3::text[]) as k(tenant_id, account_id, score_name)
            join alerting.account_memory using (tenant_id, account_id, score_name)""",
            Tuple.tuple()
                .addValue(keys.stream().map(ScoreKey::tenantId).toArray(String[]::new))
                .addValue(keys.stream().map(ScoreKey::accountId).toArray(String[]::new))
                .addValue(keys.stream().map(ScoreKey::scoreName).toArray(String[]::new))));
  }

  /** Accounts of the shard for which time alone can change something up to this hour. */
  List<Watched> due(Tx tx, int shard, long hour) {
    return read(
        tx.query(
            """
            select tenant_id, account_id, score_name, memory, score, due_hour
            from alerting.account_memory
            where shard = $1 and due_hour <= $2""",
            Tuple.of(shard, (int) hour)));
  }

  void save(Tx tx, int shard, List<Watched> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    int size = accounts.size();
    String[] tenants = new String[size];
    String[] ids = new String[size];
    String[] names = new String[size];
    Buffer[] memories = new Buffer[size];
    Buffer[] scores = new Buffer[size];
    Integer[] due = new Integer[size];
    for (int i = 0; i < size; i++) {
      Watched account = accounts.get(i);
      tenants[i] = account.key.tenantId();
      ids[i] = account.key.accountId();
      names[i] = account.key.scoreName();
      memories[i] = Buffer.buffer(account.memory.encoded());
      scores[i] = Buffer.buffer(account.score.toByteArray());
      due[i] = (int) account.dueHour;
    }
    tx.send(
        """
        insert into alerting.account_memory
          (tenant_id, account_id, score_name, shard, memory, score, due_hour)
        select tenant_id, account_id, score_name, $1, memory, score, due_hour
        from unnest($2::text[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::int[])
          as m(tenant_id, account_id, score_name, memory, score, due_hour)
        on conflict (tenant_id, account_id, score_name) do update
        set memory = excluded.memory, score = excluded.score, due_hour = excluded.due_hour""",
        Tuple.from(new Object[] {shard, tenants, ids, names, memories, scores, due}));
  }

  private static List<Watched> read(RowSet<Row> rows) {
    List<Watched> accounts = new ArrayList<>(rows.size());
    for (Row row : rows) {
      accounts.add(
          new Watched(
              new ScoreKey(row.getString(0), row.getString(1), row.getString(2)),
              AccountMemory.decoded(row.getBuffer(3).getBytes()),
              StoredScore.of(row.getBuffer(4).getBytes()),
              row.getInteger(5)));
    }
    return accounts;
  }
}
