package io.barometer.scoring.project;

import io.barometer.eventstore.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The score log, {@code scoring.score_change}: written once, never restated. */
final class ScoreLogTable {
  private ScoreLogTable() {}

  /**
   * An entry to write.
   *
   * @param scoreName which score changed; empty when a day began
   * @param day the UTC day the entry stands for
   * @param traceParent of the event that caused it; null when that was not traced
   * @param payload a ScoreLogEntry
   * @param withdraws whether it says what a retraction takes back
   */
  record LogRow(
      long sequence,
      String tenantId,
      String accountId,
      String scoreName,
      int day,
      @Nullable String traceParent,
      byte[] payload,
      boolean withdraws) {}

  /** Writes rows without waiting for the answer. */
  static void write(Tx tx, int shard, List<LogRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into scoring.score_change
          (shard, sequence, tenant_id, account_id, score_name, day, trace_parent, payload, withdraws)
        select $1, * from unnest($2::int8[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[],
          $8::bytea[], $9::bool[])
        """,
        Tuple.of(shard)
            .addArrayOfLong(rows.stream().map(LogRow::sequence).toArray(Long[]::new))
            .addArrayOfString(rows.stream().map(LogRow::tenantId).toArray(String[]::new))
            .addArrayOfString(rows.stream().map(LogRow::accountId).toArray(String[]::new))
            .addArrayOfString(rows.stream().map(LogRow::scoreName).toArray(String[]::new))
            .addArrayOfInteger(rows.stream().map(LogRow::day).toArray(Integer[]::new))
            .addArrayOfString(rows.stream().map(LogRow::traceParent).toArray(String[]::new))
            .addArrayOfBuffer(
                rows.stream().map(row -> Buffer.buffer(row.payload())).toArray(Buffer[]::new))
            .addArrayOfBoolean(rows.stream().map(LogRow::withdraws).toArray(Boolean[]::new)));
  }
}
