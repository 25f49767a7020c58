package io.barometer.scoring.project;

import io.barometer.eventstore.Tx;
import io.barometer.scoring.score.AccountKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The months of account histories, {@code scoring.account_month}, of one build of the projection.
 */
final class MonthTable {
  private MonthTable() {}

  /** A month to write. */
  record MonthRow(AccountKey key, int month, byte[] state, byte[] hash) {}

  /** Adds what the table holds to these accounts' histories, with one query. */
  static void load(Tx tx, int version, Map<AccountKey, Account> accounts) {
    var rows =
        tx.query(
            """
            select m.tenant_id, m.account_id, m.month, m.state, m.hash
            from unnest($2::text[], $3::text[]) as k (tenant_id, account_id)
            join scoring.account_month m
              on m.projection_version = $1 and m.tenant_id = k.tenant_id and m.account_id = k.account_id
            """,
            keys(version, accounts.keySet()));
    for (Row row : rows) {
      Account account = accounts.get(new AccountKey(row.getString(0), row.getString(1)));
      if (account != null) {
        account.history.decodeMonth(row.getInteger(2), row.getBuffer(3).getBytes());
        account.monthHashes.put(row.getInteger(2), row.getBuffer(4).getBytes());
      }
    }
  }

  static Tuple keys(int version, Collection<AccountKey> keys) {
    return Tuple.of(
        version,
        keys.stream().map(AccountKey::tenantId).toArray(String[]::new),
        keys.stream().map(AccountKey::accountId).toArray(String[]::new));
  }

  /** The months that changed since the last call; moves the shard's hash with them. */
  static List<MonthRow> takeChanged(Collection<Account> accounts, StateHash stateHash) {
    List<MonthRow> rows = new ArrayList<>();
    for (Account account : accounts) {
      for (int month : account.history.takeDirtyMonths()) {
        byte[] state = account.history.encodeMonth(month);
        byte[] hash = StateHash.ofRow(account.key, month, state);
        byte[] before = account.monthHashes.put(month, hash);
        if (before != null) {
          stateHash.remove(before);
        }
        stateHash.add(hash);
        rows.add(new MonthRow(account.key, month, state, hash));
      }
    }
    return rows;
  }

  /** Writes rows without waiting for the answer. */
  static void write(Tx tx, int version, int shard, List<MonthRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into scoring.account_month as m
          (projection_version, shard, tenant_id, account_id, month, state, hash)
        select $1, $2, * from unnest($3::text[], $4::text[], $5::int[], $6::bytea[], $7::bytea[])
        on conflict (projection_version, tenant_id, account_id, month)
          do update set state = excluded.state, hash = excluded.hash
        """,
        Tuple.of(version, shard)
            .addArrayOfString(rows.stream().map(r -> r.key().tenantId()).toArray(String[]::new))
            .addArrayOfString(rows.stream().map(r -> r.key().accountId()).toArray(String[]::new))
            .addArrayOfInteger(rows.stream().map(MonthRow::month).toArray(Integer[]::new))
            .addArrayOfBuffer(buffers(rows.stream().map(MonthRow::state).toList()))
            .addArrayOfBuffer(buffers(rows.stream().map(MonthRow::hash).toList())));
    tx.send(
        """
        insert into scoring.account_revision as r (projection_version, tenant_id, account_id, revision)
        select $1, k.tenant_id, k.account_id, 1 from unnest($2::text[], $3::text[]) as k (tenant_id, account_id)
        on conflict (projection_version, tenant_id, account_id) do update set revision = r.revision + 1
        """,
        keys(version, new TreeSet<>(rows.stream().map(MonthRow::key).toList())));
  }

  private static Buffer[] buffers(List<byte[]> bytes) {
    return bytes.stream().map(Buffer::buffer).toArray(Buffer[]::new);
  }
}
