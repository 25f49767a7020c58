package io.barometer.scoring.project;

import io.barometer.eventstore.Tx;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.FoldedModels;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tables say about a shard as a whole: live build, clock, head of the score log, frozen
 * streams.
 */
public final class ShardTables {
  /** The name of this projection in {@code scoring.checkpoint} and {@code scoring.projection}. */
  public static final String PROJECTION = "scoring";

  /**
   * The version in {@code scoring.checkpoint}: positions belong to the log, not to a build of the
   * state.
   */
  public static final int CHECKPOINT_VERSION = 1;

  private ShardTables() {}

  /** Which build of the state is live, and how often a model took effect. */
  record Live(int version, long models) {}

  static Live live(Tx tx) {
    var rows =
        tx.query(
            "select live_version, models from scoring.projection where name = $1",
            Tuple.of(PROJECTION));
    Row row = rows.iterator().next();
    return new Live(row.getInteger(0), row.getLong(1));
  }

  /**
   * What a shard's tables say at the moment.
   *
   * @param sequence the head of its score log
   * @param scoredWith the count of models with which all its accounts are scored
   */
  record Head(Live live, long sequence, long scoredWith) {}

  static Head head(Tx tx, int shard) {
    var rows =
        tx.query(
            """
            select p.live_version, p.models, coalesce(c.last_sequence, 0), coalesce(c.models, p.models)
            from scoring.projection p left join scoring.shard_clock c on c.shard = $2 where p.name = $1
            """,
            Tuple.of(PROJECTION, shard));
    Row row = rows.iterator().next();
    return new Head(new Live(row.getInteger(0), row.getLong(1)), row.getLong(2), row.getLong(3));
  }

  /** Shards whose accounts are not all scored with the models in effect. */
  public static Set<Integer> behind(Tx tx) {
    Set<Integer> shards = new TreeSet<>();
    for (Row row :
        tx.query(
            """
            select c.shard from scoring.shard_clock c
            join scoring.projection p on p.name = 'scoring' and c.models < p.models
            """)) {
      shards.add(row.getInteger(0));
    }
    return shards;
  }

  /** Shards that have something to do although no event came: those behind, and parents due. */
  public static Set<Integer> due(Tx tx) {
    Set<Integer> shards = behind(tx);
    tx.query("select distinct shard from scoring.rollup_due")
        .forEach(row -> shards.add(row.getInteger(0)));
    return shards;
  }

  static ShardState load(
      Tx tx, int shard, int version, AccountCache accounts, ActiveModels.Snapshot active) {
    RowSet<Row> checkpoint =
        tx.query(
            """
            select state_hash, position from scoring.checkpoint
            where projection = $1 and projection_version = $2 and shard = $3
            """,
            Tuple.of(PROJECTION, CHECKPOINT_VERSION, shard));
    Row reached = checkpoint.size() == 0 ? null : checkpoint.iterator().next();
    Buffer hash = reached == null ? null : reached.getBuffer(0);
    RowSet<Row> clock =
        tx.query(
            "select clock, last_sequence, models from scoring.shard_clock where shard = $1",
            Tuple.of(shard));
    Row row = clock.size() == 0 ? null : clock.iterator().next();
    return new ShardState(
        tx,
        shard,
        version,
        new StateHash(hash == null ? null : hash.getBytes()),
        accounts,
        active,
        FoldedModels.read(tx, version),
        row == null ? active.count() : row.getLong(2),
        reached == null ? 0 : reached.getLong(1),
        row == null ? Instant.EPOCH : row.getOffsetDateTime(0).toInstant(),
        row == null ? 0 : row.getLong(1),
        tx.query("select shards from scoring.installation").iterator().next().getInteger(0),
        frozen(tx, version, shard),
        ScoreTable.moving(tx, version, shard, active));
  }

  static Map<AccountKey, Long> frozen(Tx tx, int version, int shard) {
    Map<AccountKey, Long> frozen = new HashMap<>();
    var rows =
        tx.query(
            """
            select tenant_id, account_id, position from scoring.poison
            where projection_version = $1 and shard = $2
            """,
            Tuple.of(version, shard));
    for (Row row : rows) {
      frozen.put(new AccountKey(row.getString(0), row.getString(1)), row.getLong(2));
    }
    return frozen;
  }

  static void freeze(
      Tx tx, int version, int shard, AccountKey key, long position, String error, Instant at) {
    tx.update(
        """
        insert into scoring.poison
          (projection_version, tenant_id, account_id, shard, position, error, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict do nothing
        """,
        Tuple.of(version, key.tenantId(), key.accountId(), shard, position, error, utc(at)));
  }

  /** The tenants that have a score that ranks; shards without their accounts know them as well. */
  static Set<String> ranking(Tx tx, ShardState state) {
    Set<String> ranking = state.active.deciding();
    if (state.active.standard().rank()) {
      tx.query(
              "select distinct tenant_id from scoring.score where projection_version = $1",
              Tuple.of(state.version))
          .forEach(row -> ranking.add(row.getString(0)));
    }
    ranking.removeIf(tenant -> !state.active.of(tenant).rank());
    return ranking;
  }

  /** Accounts of some tenants on a shard after one of them, in order, at most so many. */
  static List<AccountKey> accounts(
      Tx tx, ShardState state, Set<String> tenants, AccountKey after, int limit) {
    List<AccountKey> keys = new ArrayList<>();
    var rows =
        tx.query(
            """
            select distinct tenant_id, account_id from scoring.account_month
            where projection_version = $1 and shard = $2 and tenant_id = any($3::text[])
              and account_id <> '' and (tenant_id, account_id) > ($4, $5)
            order by 1, 2 limit $6
            """,
            Tuple.of(state.version, state.shard, tenants.toArray(String[]::new))
                .addString(after.tenantId())
                .addString(after.accountId())
                .addInteger(limit));
    for (Row row : rows) {
      keys.add(new AccountKey(row.getString(0), row.getString(1)));
    }
    return keys;
  }

  /** Writes clock, head and models without waiting for the answer. */
  static void write(Tx tx, ShardState state) {
    tx.send(
        """
        insert into scoring.shard_clock (shard, clock, last_sequence, models) values ($1, $2, $3, $4)
        on conflict (shard) do update
          set clock = excluded.clock, last_sequence = excluded.last_sequence, models = excluded.models
        """,
        Tuple.of(state.shard, utc(state.clock()), state.sequence(), state.models));
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
