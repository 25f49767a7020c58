package io.barometer.scoring.project;

import io.barometer.eventstore.Tx;
import io.barometer.scoring.score.AccountKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

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

  /** Which build of the state is live. */
  static int liveVersion(Tx tx) {
    var rows =
        tx.query(
            "select live_version from scoring.projection where name = $1", Tuple.of(PROJECTION));
    return rows.iterator().next().getInteger(0);
  }

  static ShardState load(Tx tx, int shard, int version, AccountCache accounts, String modelHash) {
    RowSet<Row> checkpoint =
        tx.query(
            """
            select state_hash from scoring.checkpoint
            where projection = $1 and projection_version = $2 and shard = $3
            """,
            Tuple.of(PROJECTION, CHECKPOINT_VERSION, shard));
    Buffer hash = checkpoint.size() == 0 ? null : checkpoint.iterator().next().getBuffer(0);
    RowSet<Row> clock =
        tx.query(
            "select clock, last_sequence from scoring.shard_clock where shard = $1",
            Tuple.of(shard));
    Row row = clock.size() == 0 ? null : clock.iterator().next();
    return new ShardState(
        shard,
        version,
        new StateHash(hash == null ? null : hash.getBytes()),
        accounts,
        row == null ? Instant.EPOCH : row.getOffsetDateTime(0).toInstant(),
        row == null ? 0 : row.getLong(1),
        frozen(tx, version, shard),
        ScoreTable.moving(tx, version, shard, modelHash));
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

  /** Writes clock and head without waiting for the answer. */
  static void write(Tx tx, ShardState state) {
    tx.send(
        """
        insert into scoring.shard_clock (shard, clock, last_sequence) values ($1, $2, $3)
        on conflict (shard) do update set clock = excluded.clock, last_sequence = excluded.last_sequence
        """,
        Tuple.of(state.shard, utc(state.clock()), state.sequence()));
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
