package io.barometer.scoring.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.eventstore.Tx;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ReplayLine;
import io.barometer.proto.scoring.v1.ReplayOrder;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts of replays, {@code scoring.replay_account}. */
final class ReplayAccountTable {
  private ReplayAccountTable() {}

  /** Adds accounts to a replay, in one round trip. */
  static void insert(Tx tx, ReplayRow replay, List<Replayed> accounts) {
    List<Tuple> rows = new ArrayList<>(accounts.size());
    for (Replayed replayed : accounts) {
      ReplayAccount account = replayed.account();
      rows.add(
          Tuple.of(replay.tenantId(), replay.replayId(), replayed.accountId())
              .addInteger(account.hasChangeTenths() ? account.getChangeTenths() : null)
              .addInteger(account.getDaysInOtherBand())
              .addBuffer(Buffer.buffer(account.toByteArray()))
              .addBuffer(Buffer.buffer(replayed.line().toByteArray())));
    }
    tx.batch(
        """
        insert into scoring.replay_account (tenant_id, replay_id, account_id, change, days, detail, line)
        values ($1, $2, $3, $4, $5, $6, $7)
        """,
        rows);
  }

  /**
   * Where a page ends.
   *
   * @param key of its last account in the order, the smaller the earlier
   */
  record Place(long key, String accountId) {
    static final Place BEGIN = new Place(Long.MIN_VALUE, "");
  }

  /** An account at its place. */
  record Listed(Place place, ReplayAccount account) {}

  /** At most so many accounts behind a place. */
  static List<Listed> list(Tx tx, String replayId, ReplayOrder order, Place after, int limit) {
    List<Listed> listed = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select key, account_id, detail from (
              select %s as key, account_id, detail from scoring.replay_account where replay_id = $1) a
            where (key, account_id) > ($2, $3) order by key, account_id limit $4
            """
                .formatted(key(order)),
            Tuple.of(replayId, after.key(), after.accountId(), limit))) {
      listed.add(
          new Listed(
              new Place(row.getLong(0), row.getString(1)), account(row.getBuffer(2).getBytes())));
    }
    return listed;
  }

  private static String key(ReplayOrder order) {
    return switch (order) {
      case REPLAY_ORDER_FALL -> "coalesce(change, 2000)::bigint";
      case REPLAY_ORDER_RISE -> "coalesce(-change, 2000)::bigint";
      case REPLAY_ORDER_DAYS -> "-days::bigint";
      case REPLAY_ORDER_CHANGE, REPLAY_ORDER_UNSPECIFIED, UNRECOGNIZED ->
          "coalesce(-abs(change), 1)::bigint";
    };
  }

  /** An account with its days. */
  record Kept(ReplayAccount account, ReplayLine line) {}

  static Optional<Kept> get(Tx tx, String replayId, String accountId) {
    for (Row row :
        tx.query(
            """
            select detail, line from scoring.replay_account where replay_id = $1 and account_id = $2
            """,
            Tuple.of(replayId, accountId))) {
      return Optional.of(
          new Kept(account(row.getBuffer(0).getBytes()), line(row.getBuffer(1).getBytes())));
    }
    return Optional.empty();
  }

  /** The days of at most so many accounts behind one, by id. */
  static List<ReplayLine> lines(Tx tx, String replayId, String after, int limit) {
    List<ReplayLine> lines = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select line from scoring.replay_account where replay_id = $1 and account_id > $2
            order by account_id limit $3
            """,
            Tuple.of(replayId, after, limit))) {
      lines.add(line(row.getBuffer(0).getBytes()));
    }
    return lines;
  }

  private static ReplayAccount account(byte[] bytes) {
    try {
      return ReplayAccount.parseFrom(bytes);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("an account of a replay cannot be read", damaged);
    }
  }

  private static ReplayLine line(byte[] bytes) {
    try {
      return ReplayLine.parseFrom(bytes);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("an account of a replay cannot be read", damaged);
    }
  }
}
