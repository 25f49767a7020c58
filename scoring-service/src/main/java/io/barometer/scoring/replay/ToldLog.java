package io.barometer.scoring.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.eventstore.Tx;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ToldEntries;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the score log told of accounts, as far as rules read it. */
final class ToldLog {
  /** Keeps a message far below the four megabytes that it may have. */
  private static final int TOGETHER = 500;

  private ToldLog() {}

  /** By account; of one score, and what any score may be about. */
  static Map<String, List<ToldEntries>> read(
      Tx tx, List<String> accountIds, String scoreName, Span span) {
    Map<String, List<ToldEntries.Builder>> found = new TreeMap<>();
    for (Row row :
        tx.query(
            """
            select account_id, payload from scoring.score_change
            where account_id = any($1::text[]) and score_name in ('', $2) and day between $3 and $4
            order by account_id, sequence
            """,
            Tuple.tuple()
                .addArrayOfString(accountIds.toArray(String[]::new))
                .addString(scoreName)
                .addInteger((int) span.firstDay())
                .addInteger((int) span.lastDay()))) {
      add(
          found.computeIfAbsent(row.getString(0), account -> new ArrayList<>()),
          entry(row.getBuffer(1).getBytes()));
    }
    Map<String, List<ToldEntries>> told = new TreeMap<>();
    found.forEach(
        (account, parts) ->
            told.put(account, parts.stream().map(ToldEntries.Builder::build).toList()));
    return told;
  }

  private static void add(List<ToldEntries.Builder> parts, ScoreLogEntry entry) {
    if (parts.isEmpty() || parts.getLast().getEntriesCount() == TOGETHER) {
      parts.add(ToldEntries.newBuilder());
    }
    parts.getLast().addEntries(entry);
  }

  private static ScoreLogEntry entry(byte[] payload) {
    try {
      var entry = ScoreLogEntry.newBuilder().mergeFrom(payload);
      if (entry.hasScoreChanged()) {
        entry.getScoreChangedBuilder().getCurrentBuilder().clearDrivers().clearAssessment();
      }
      return entry.build();
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("an entry of the score log cannot be read", damaged);
    }
  }
}
