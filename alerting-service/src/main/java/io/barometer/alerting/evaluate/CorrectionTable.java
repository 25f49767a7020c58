package io.barometer.alerting.evaluate;

import io.barometer.alerting.evaluate.ScoreEntries.Moved;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.AlertCorrection;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.proto.scoring.v1.WithdrawnScore;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Notes at alerts, also at those that are over, that the score on which they fired was corrected.
 */
final class CorrectionTable {
  private static final String OVER = "The data was corrected after the alert was over.";

  /** Writes what the withdrawals of a batch mean for alerts. */
  void write(Tx tx, int shard, Evaluation evaluation) {
    Map<UUID, String> decided = new HashMap<>();
    for (Told told : evaluation.told()) {
      if (told.withdrawal() != null && told.about() > 3) {
        decided.put(told.alertId(), told.transition().reason());
      }
    }
    for (Moved moved : evaluation.withdrawn()) {
      Withdrawal withdrawal = moved.withdrawal();
      if (withdrawal != null && withdrawal.getCount() > 0) {
        write(tx, shard, moved, withdrawal, evaluation.rules(moved.account()), decided);
      }
    }
  }

  private static void write(
      Tx tx,
      int shard,
      Moved moved,
      Withdrawal withdrawal,
      List<String> rules,
      Map<UUID, String> decided) {
    List<UUID> alerts = new ArrayList<>();
    List<Buffer> corrections = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select a.alert_id, t.sequence
            from alerting.alert a
            join alerting.transition t on t.alert_id = a.alert_id and t.about = 1
            where a.tenant_id = $1 and a.account_id = $2 and a.rule = any($3) and t.shard = $4
              and t.sequence < $5
            order by a.alert_id""",
            Tuple.of(
                moved.account().tenantId(),
                moved.account().accountId(),
                rules.toArray(String[]::new),
                shard,
                moved.input().sequence()))) {
      UUID alert = row.getUUID(0);
      standing(withdrawal, row.getLong(1), decided.containsKey(alert))
          .ifPresent(
              score -> {
                alerts.add(alert);
                corrections.add(
                    Buffer.buffer(
                        AlertCorrection.newBuilder()
                            .setRetraction(withdrawal.getRetraction())
                            .setCorrected(score.getCorrected())
                            .setText(decided.getOrDefault(alert, OVER))
                            .setTime(moved.score().getAsOfTime())
                            .build()
                            .toByteArray()));
              });
    }
    if (!alerts.isEmpty()) {
      tx.send(
          """
          update alerting.alert a set correction = c.correction
          from unnest($1::uuid[], $2::bytea[]) as c(alert_id, correction)
          where a.alert_id = c.alert_id""",
          Tuple.tuple()
              .addValue(alerts.toArray(UUID[]::new))
              .addValue(corrections.toArray(Buffer[]::new)));
    }
  }

  /**
   * The withdrawn score that stood at a place of the score log; of an alert that was judged again
   * the last one before it.
   */
  private static Optional<WithdrawnScore> standing(
      Withdrawal withdrawal, long sequence, boolean judged) {
    return withdrawal.getScoresList().stream()
        .filter(score -> score.getSequence() <= sequence)
        .filter(s -> judged || s.getUntilSequence() == 0 || sequence < s.getUntilSequence())
        .findFirst();
  }
}
