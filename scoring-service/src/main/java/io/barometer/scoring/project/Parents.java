package io.barometer.scoring.project;

import io.barometer.eventstore.Tx;
import io.barometer.eventstore.append.Shards;
import io.barometer.scoring.score.AccountKey;
import io.barometer.signals.Facts;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a transaction has to tell of parents: who was named by whom, in {@code scoring.parentage},
 * which only grows, and whose children moved, in {@code scoring.rollup_due}. A due row is inserted
 * by the child's shard and removed by the parent's and never changed, so neither waits for the
 * other, and what is committed while a parent is being scored is not lost.
 */
final class Parents {
  /** Parent to the children that named it. */
  private final TreeMap<AccountKey, TreeSet<String>> named = new TreeMap<>();

  private final TreeSet<AccountKey> due = new TreeSet<>();

  /** Notes the parent that an event names, if it names one. */
  void told(AccountKey child, Map<String, String> facts) {
    String parent = facts.getOrDefault(Facts.PARENT, "");
    if (!parent.isEmpty()) {
      var key = new AccountKey(child.tenantId(), parent);
      named.computeIfAbsent(key, k -> new TreeSet<>()).add(child.accountId());
      due.add(key);
    }
  }

  /** Notes that a child of these parents moved. */
  void moved(Collection<AccountKey> parents) {
    due.addAll(parents);
  }

  /** Writes what was noted, without waiting. */
  void write(Tx tx, int shards) {
    writeNamed(tx);
    if (!due.isEmpty()) {
      tx.send(
          """
          insert into scoring.rollup_due (shard, tenant_id, account_id)
          select * from unnest($1::int[], $2::text[], $3::text[])
          """,
          Tuple.tuple()
              .addArrayOfInteger(
                  due.stream()
                      .map(parent -> Shards.of(parent.tenantId(), parent.accountId(), shards))
                      .toArray(Integer[]::new))
              .addArrayOfString(due.stream().map(AccountKey::tenantId).toArray(String[]::new))
              .addArrayOfString(due.stream().map(AccountKey::accountId).toArray(String[]::new)));
    }
    due.clear();
  }

  /** Writes only who was named: a rebuild moves nobody. */
  void writeNamed(Tx tx) {
    List<String> tenants = new ArrayList<>();
    List<String> parents = new ArrayList<>();
    List<String> children = new ArrayList<>();
    named.forEach(
        (parent, all) ->
            all.forEach(
                child -> {
                  tenants.add(parent.tenantId());
                  parents.add(parent.accountId());
                  children.add(child);
                }));
    if (!tenants.isEmpty()) {
      tx.send(
          """
          insert into scoring.parentage (tenant_id, parent_id, child_id)
          select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing
          """,
          Tuple.tuple()
              .addArrayOfString(tenants.toArray(String[]::new))
              .addArrayOfString(parents.toArray(String[]::new))
              .addArrayOfString(children.toArray(String[]::new)));
    }
    named.clear();
  }

  /** Takes the parents of a shard whose children moved, in order. */
  static List<AccountKey> take(Tx tx, int shard) {
    TreeSet<AccountKey> taken = new TreeSet<>();
    tx.query(
            "delete from scoring.rollup_due where shard = $1 returning tenant_id, account_id",
            Tuple.of(shard))
        .forEach(row -> taken.add(new AccountKey(row.getString(0), row.getString(1))));
    return List.copyOf(taken);
  }
}
