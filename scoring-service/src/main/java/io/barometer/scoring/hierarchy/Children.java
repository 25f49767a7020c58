package io.barometer.scoring.hierarchy;

import io.barometer.eventstore.Tx;
import io.barometer.model.history.Day;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Facts;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistories;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The scores of an account's children, ordered by account id. */
final class Children {
  private Children() {}

  /** Those of now, as they are stored. */
  static List<AccountScore> current(Tx tx, String scoreName, String parentId) {
    List<AccountScore> children = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select detail from scoring.score
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
              and score_name = $1 and parent = $2
            order by account_id
            """,
            Tuple.of(scoreName, parentId))) {
      children.add(ScoreReader.stored(row.getBuffer(0).getBytes()).build());
    }
    return children;
  }

  /** Those of a past day: whoever belonged to the parent then, scored with its history of then. */
  static List<AccountScore> asOf(Tx tx, AccountScores scores, String parentId, Instant time) {
    long day = Day.of(time);
    List<AccountScore> children = new ArrayList<>();
    StoredHistories.all(
        tx,
        Day.monthOf(day),
        stored -> {
          if (Facts.parent(stored.history(), day).equals(parentId)) {
            children.add(
                AccountScore.newBuilder()
                    .setAccount(Facts.asOf(stored.accountId(), stored.history(), day))
                    .setScore(Protos.value(scores.scorer().score(stored.history(), day)))
                    .build());
          }
        });
    return children;
  }
}
