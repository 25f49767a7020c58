package io.barometer.scoring.project;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.FoldedModels;
import io.grpc.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The tables' side of a rebuild: which build is which, and the take-over. */
final class RebuildTables {
  /** Those whose rows belong to one build. */
  private static final List<String> TABLES =
      List.of("account_month", "account_revision", "score", "poison", "folded_model");

  private final Transactions transactions;

  RebuildTables(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Reads what the live projection has applied beyond a build, up to a position. */
  @FunctionalInterface
  interface Rest {
    List<LogEntry> read(ShardBuild build, long goal);
  }

  private record Checkpoint(long position, byte[] stateHash) {}

  /** The number of the next build; what an interrupted one left is removed. */
  int begin() {
    dropDead();
    return transactions.call(ShardTables::live).version() + 1;
  }

  /** Removes the rows of every build but the live one. */
  void dropDead() {
    transactions.run(
        tx -> {
          for (String table : TABLES) {
            tx.update(
                "delete from scoring." + table + " where projection_version <> $1",
                Tuple.of(ShardTables.live(tx).version()));
          }
        });
  }

  /** Shard → position of the live projection. */
  Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new TreeMap<>();
    transactions.run(tx -> checkpoints(tx).forEach((s, c) -> positions.put(s, c.position())));
    return positions;
  }

  /** Lets no projection move until the transaction ends. */
  static void hold(Tx tx) {
    checkpoints(tx);
  }

  /** What the histories of the live build keep. */
  FoldedModels folded() {
    return transactions.call(tx -> FoldedModels.read(tx, ShardTables.live(tx).version()));
  }

  /** The models in effect. */
  ActiveModels.Snapshot active(ActiveModels models) {
    return transactions.call(tx -> models.all(tx, ShardTables.live(tx).models()));
  }

  /**
   * Holds the live projection, brings every build to its position, compares, and takes over. Empty
   * while a shard still has to tell what a new model changed: a take-over would swallow that.
   */
  Optional<RebuildResult> finish(
      int version,
      List<ShardBuild> builds,
      boolean verifyOnly,
      Rest rest,
      ActiveModels models,
      FoldedModels folded) {
    return transactions.call(
        tx -> {
          var live = new StateHash(null);
          var rebuilt = new StateHash(null);
          Map<Integer, Checkpoint> checkpoints = checkpoints(tx);
          if (!verifyOnly && !ShardTables.behind(tx).isEmpty()) {
            return Optional.empty();
          }
          if (!verifyOnly) {
            fold(tx, version, folded);
          }
          for (ShardBuild build : builds) {
            Checkpoint checkpoint = checkpoints.get(build.shard());
            if (checkpoint != null) {
              build.add(tx, rest.read(build, checkpoint.position()));
              live.add(checkpoint.stateHash());
              rebuilt.add(build.stateHash());
            }
          }
          if (!verifyOnly) {
            var active = models.all(tx, ShardTables.live(tx).models());
            builds.forEach(build -> takeOver(tx, version, build, active));
            tx.update(
                "update scoring.projection set live_version = $1 where name = $2",
                Tuple.of(version, ShardTables.PROJECTION));
          }
          return Optional.of(
              RebuildResult.newBuilder()
                  .setLiveStateHash(live.hex())
                  .setRebuiltStateHash(rebuilt.hex())
                  .build());
        });
  }

  private static void fold(Tx tx, int version, FoldedModels folded) {
    if (!folded.cover(FoldedModels.read(tx, ShardTables.live(tx).version()))) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("Histories keep more than when the rebuild began. Rebuild again.")
          .meta("state", "widened");
    }
    folded.write(tx, version);
  }

  private static void takeOver(Tx tx, int version, ShardBuild build, ActiveModels.Snapshot active) {
    var accounts = new AccountCache(1);
    ShardState state = ShardTables.load(tx, build.shard(), version, accounts, active);
    build.score(tx, state, keys(tx, version, build.shard(), state.frozen.keySet()));
    keepTold(tx, version, build.shard());
    tx.update(
        """
        update scoring.checkpoint set state_hash = $4
        where projection = $1 and projection_version = $2 and shard = $3
        """,
        Tuple.of(
            ShardTables.PROJECTION,
            ShardTables.CHECKPOINT_VERSION,
            build.shard(),
            Buffer.buffer(build.stateHash())));
  }

  /** What children have done to their parents is still to be told: against what was told last. */
  private static void keepTold(Tx tx, int version, int shard) {
    tx.update(
        """
        update scoring.score s set detail = told.detail
        from scoring.rollup_due due join scoring.score told using (tenant_id, account_id)
        where due.shard = $2 and told.projection_version = $3 and s.projection_version = $1
          and s.tenant_id = told.tenant_id and s.account_id = told.account_id
          and s.score_name = told.score_name
        """,
        Tuple.of(version, shard, ShardTables.live(tx).version()));
  }

  private static List<AccountKey> keys(Tx tx, int version, int shard, Set<AccountKey> frozen) {
    List<AccountKey> keys = new ArrayList<>();
    var rows =
        tx.query(
            """
            select distinct tenant_id, account_id from scoring.account_month
            where projection_version = $1 and shard = $2 and account_id <> '' order by 1, 2
            """,
            Tuple.of(version, shard));
    for (Row row : rows) {
      var key = new AccountKey(row.getString(0), row.getString(1));
      if (!frozen.contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static Map<Integer, Checkpoint> checkpoints(Tx tx) {
    Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
    var rows =
        tx.query(
            """
            select shard, position, state_hash from scoring.checkpoint
            where projection = $1 and projection_version = $2 order by shard for update
            """,
            Tuple.of(ShardTables.PROJECTION, ShardTables.CHECKPOINT_VERSION));
    for (Row row : rows) {
      Buffer hash = row.getBuffer(2);
      byte[] bytes = hash == null ? new byte[StateHash.BYTES] : hash.getBytes();
      checkpoints.put(row.getInteger(0), new Checkpoint(row.getLong(1), bytes));
    }
    return checkpoints;
  }
}
