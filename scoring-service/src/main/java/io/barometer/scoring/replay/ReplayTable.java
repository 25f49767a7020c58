package io.barometer.scoring.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.edge.Refusal;
import io.barometer.eventstore.Tx;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.proto.scoring.v1.ReplayState;
import io.grpc.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Replays and how far they are, {@code scoring.replay}, of the tenants that a transaction sees. */
final class ReplayTable {
  private static final String COLUMNS =
      """
      tenant_id, replay_id, state, baseline, candidate, first_day, last_day, total, done, after, findings,
      error, created_at, ended_at
      """;

  private ReplayTable() {}

  /** Adds one that nobody has taken yet. */
  static void insert(Tx tx, ReplayRow row, String requestId, byte[] digest) {
    tx.query(
        """
        insert into scoring.replay
          (tenant_id, replay_id, request_id, request_digest, state, baseline, candidate, first_day, last_day, total)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        Tuple.of(row.tenantId(), row.replayId(), requestId)
            .addBuffer(Buffer.buffer(digest))
            .addShort((short) row.state().getNumber())
            .addString(row.baseline())
            .addString(row.candidate())
            .addInteger((int) row.span().firstDay())
            .addInteger((int) row.span().lastDay())
            .addInteger(row.total()));
  }

  /** What a request began, with the digest of what it said. */
  record Requested(String replayId, byte[] digest) {}

  static Optional<Requested> requested(Tx tx, String requestId) {
    var rows =
        tx.query(
            """
            select replay_id, request_digest from scoring.replay
            where request_id = $1 and request_id <> ''
            """,
            Tuple.of(requestId));
    for (Row row : rows) {
      return Optional.of(new Requested(row.getString(0), row.getBuffer(1).getBytes()));
    }
    return Optional.empty();
  }

  /**
   * One of them.
   *
   * @throws Refusal NOT_FOUND when there is none
   */
  static ReplayRow get(Tx tx, String replayId) {
    return rows(
            tx.query(
                "select " + COLUMNS + " from scoring.replay where replay_id = $1",
                Tuple.of(replayId)))
        .stream()
        .findFirst()
        .orElseThrow(() -> unknown(replayId));
  }

  /** The answer to a question about one that there is not. */
  static Refusal unknown(String replayId) {
    return Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no replay \"" + replayId + "\".")
        .meta("replay_id", replayId);
  }

  /** All, newest first. */
  static List<ReplayRow> all(Tx tx) {
    return rows(
        tx.query(
            "select " + COLUMNS + " from scoring.replay order by created_at desc, replay_id desc"));
  }

  /** Ends one from outside, if it has not ended; whoever works on it stops at its next page. */
  static void cancel(Tx tx, String replayId) {
    tx.query(
        """
        update scoring.replay set state = $2, ended_at = clock_timestamp(), owner = ''
        where replay_id = $1 and ended_at is null
        """,
        Tuple.of(replayId, number(ReplayState.REPLAY_STATE_CANCELLED)));
  }

  /** Lets one go on that has ended without success. */
  static void resume(Tx tx, String replayId) {
    tx.query(
        """
        update scoring.replay
        set state = $2, ended_at = null, error = '', owner = '', lease_until = '-infinity'
        where replay_id = $1 and state = any($3::smallint[])
        """,
        Tuple.of(replayId, number(ReplayState.REPLAY_STATE_QUEUED))
            .addArrayOfShort(
                new Short[] {
                  number(ReplayState.REPLAY_STATE_CANCELLED),
                  number(ReplayState.REPLAY_STATE_FAILED)
                }));
  }

  static void delete(Tx tx, String replayId) {
    if (tx.update("delete from scoring.replay where replay_id = $1", Tuple.of(replayId)) == 0) {
      throw unknown(replayId);
    }
  }

  /** Takes the oldest that nobody works on, for a while. */
  static Optional<ReplayRow> claim(Tx tx, String owner) {
    String sql =
        """
        update scoring.replay set owner = $1, lease_until = clock_timestamp() + interval '60 seconds'
        where (tenant_id, replay_id) = (
          select tenant_id, replay_id from scoring.replay
          where ended_at is null and lease_until < clock_timestamp()
          order by created_at limit 1 for update skip locked)
        returning %s
        """;
    return rows(tx.query(sql.formatted(COLUMNS), Tuple.of(owner))).stream().findFirst();
  }

  /** Notes how a claimed one stands; false when it is no longer the owner's. */
  static boolean stands(Tx tx, ReplayRow row, String owner, ReplayState state, String error) {
    boolean ended =
        state == ReplayState.REPLAY_STATE_SUCCEEDED || state == ReplayState.REPLAY_STATE_FAILED;
    return tx.update(
            """
            update scoring.replay set state = $4, error = $5,
              ended_at = case when $6 then clock_timestamp() end,
              lease_until = clock_timestamp() + interval '2 seconds'
            where tenant_id = $1 and replay_id = $2 and owner = $3 and ended_at is null
            """,
            Tuple.of(row.tenantId(), row.replayId(), owner, number(state), error, ended))
        > 0;
  }

  /** Keeps a page of a claimed one; false when it is no longer the owner's. */
  static boolean advance(Tx tx, ReplayRow row, String owner) {
    return tx.update(
            """
            update scoring.replay set state = $4, done = $5, after = $6, findings = $7,
              total = greatest(total, $5), lease_until = clock_timestamp() + interval '60 seconds'
            where tenant_id = $1 and replay_id = $2 and owner = $3 and ended_at is null
            """,
            Tuple.of(row.tenantId(), row.replayId(), owner, number(row.state()))
                .addInteger(row.done())
                .addString(row.after())
                .addBuffer(Buffer.buffer(row.findings().toByteArray())))
        > 0;
  }

  /** The candidates that wait for histories, of all tenants. */
  static void waiting(Tx tx, BiConsumer<String, String> reader) {
    for (Row row :
        tx.query(
            "select tenant_id, candidate from scoring.replay where ended_at is null and state = $1",
            Tuple.of(number(ReplayState.REPLAY_STATE_WAITING_FOR_HISTORIES)))) {
      reader.accept(row.getString(0), row.getString(1));
    }
  }

  private static short number(ReplayState state) {
    return (short) state.getNumber();
  }

  private static List<ReplayRow> rows(RowSet<Row> rows) {
    List<ReplayRow> found = new ArrayList<>();
    for (Row row : rows) {
      found.add(
          new ReplayRow(
              row.getString(0),
              row.getString(1),
              state(row.getShort(2)),
              row.getString(3),
              row.getString(4),
              new Span(row.getInteger(5), row.getInteger(6)),
              row.getInteger(7),
              row.getInteger(8),
              row.getString(9),
              findings(row.getBuffer(10)),
              row.getString(11),
              row.getOffsetDateTime(12).toInstant(),
              Optional.ofNullable(row.getOffsetDateTime(13)).map(OffsetDateTime::toInstant)));
    }
    return found;
  }

  private static ReplayState state(int number) {
    return Optional.ofNullable(ReplayState.forNumber(number))
        .orElseThrow(() -> new IllegalStateException("a replay of an unknown state " + number));
  }

  private static ReplayFindings findings(Buffer bytes) {
    try {
      return ReplayFindings.parseFrom(bytes.getBytes());
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("a replay's findings cannot be read", damaged);
    }
  }
}
