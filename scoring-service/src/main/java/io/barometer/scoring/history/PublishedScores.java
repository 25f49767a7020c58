package io.barometer.scoring.history;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.eventstore.Tx;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.TreeMap;

/** Scores as they were told at the time, from the score log. */
public final class PublishedScores {
  private PublishedScores() {}

  /** A score as it was told, and where in the score log. */
  record Told(long sequence, ScoreValue score) {}

  /**
   * Day → the last score told on that day; begins with the last one before the first day, if any.
   */
  static TreeMap<Long, Told> read(Tx tx, String accountId, String scoreName, DayRange.Days days) {
    var rows =
        tx.query(
            """
            (select day, payload from scoring.score_change
             where account_id = $1 and score_name = $4 and day < $2 order by sequence desc limit 1)
            union all
            (select distinct on (day) day, payload from scoring.score_change
             where account_id = $1 and score_name = $4 and day between $2 and $3 order by day, sequence desc)
            """,
            Tuple.of(accountId, (int) days.first(), (int) days.last(), scoreName));
    TreeMap<Long, Told> scores = new TreeMap<>();
    for (Row row : rows) {
      scores.put((long) row.getInteger(0), told(row.getBuffer(1).getBytes()));
    }
    return scores;
  }

  /** The last score told by the end of a day; empty when none had been told. */
  public static Optional<ScoreValue> standing(Tx tx, String accountId, String scoreName, long day) {
    return Optional.ofNullable(
            read(tx, accountId, scoreName, new DayRange.Days(day, day)).lastEntry())
        .map(told -> told.getValue().score());
  }

  private static Told told(byte[] payload) {
    ScoreLogEntry entry = entry(payload);
    return new Told(entry.getSequence(), entry.getScoreChanged().getCurrent().getScore());
  }

  static ScoreLogEntry entry(byte[] payload) {
    try {
      return ScoreLogEntry.parseFrom(payload);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("an entry of the score log cannot be read", damaged);
    }
  }
}
