package io.barometer.scoring.history;

import io.barometer.eventstore.Tx;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.proto.scoring.v1.WithdrawnScore;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What retractions took back of an account's published scores, from the score log. */
final class WithdrawnScores {
  private final Map<Long, List<Withdrawal>> by = new HashMap<>();
  private final Map<Long, WithdrawnScore> last = new HashMap<>();

  private WithdrawnScores(List<ScoreChanged> newestFirst) {
    for (ScoreChanged change : newestFirst.reversed()) {
      for (WithdrawnScore score : change.getWithdrawal().getScoresList()) {
        by.computeIfAbsent(score.getSequence(), s -> new ArrayList<>()).add(change.getWithdrawal());
        last.put(score.getSequence(), score);
      }
    }
  }

  /** Those of a score of the tenant whose rows the transaction sees. */
  static WithdrawnScores of(Tx tx, String accountId, String scoreName) {
    return new WithdrawnScores(newestFirst(tx, accountId, scoreName, Integer.MAX_VALUE));
  }

  /** The entries of the score log that withdraw others. */
  static List<ScoreChanged> newestFirst(Tx tx, String accountId, String scoreName, int limit) {
    List<ScoreChanged> changes = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select payload from scoring.score_change
            where account_id = $1 and score_name = $2 and withdraws order by sequence desc limit $3
            """,
            Tuple.of(accountId, scoreName, limit))) {
      changes.add(PublishedScores.entry(row.getBuffer(0).getBytes()).getScoreChanged());
    }
    return changes;
  }

  /** Marks a point that shows an entry of the score log when that was withdrawn. */
  void mark(ScorePoint.Builder point, long sequence) {
    WithdrawnScore corrected = last.get(sequence);
    if (corrected != null) {
      point.setCorrected(corrected.getCorrected());
      by.getOrDefault(sequence, List.of())
          .forEach(one -> point.addWithdrawnBy(one.getRetraction().getEventId()));
    }
  }
}
