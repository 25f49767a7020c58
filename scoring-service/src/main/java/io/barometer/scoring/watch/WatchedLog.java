package io.barometer.scoring.watch;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.eventstore.Tx;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.WatchScoresRequest;
import io.barometer.scoring.score.TenantReads;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The score log as one watcher sees it: its tenant's accounts and scores, or some of them. */
final class WatchedLog {
  static final int PAGE = 200;

  private final TenantReads reads;
  private final String tenantId;
  private final String[] accountIds;
  private final String scoreName;
  private Instant clock = Instant.EPOCH;

  WatchedLog(TenantReads reads, String tenantId, WatchScoresRequest request) {
    this.reads = reads;
    this.tenantId = tenantId;
    this.accountIds = request.getAccountIdsList().toArray(String[]::new);
    this.scoreName = request.getScoreName();
  }

  /**
   * What follows a position.
   *
   * @param seen up to where the shard has been looked at, whether or not it held something to see
   * @param more whether to look again at once
   */
  record Page(int shard, List<ScoreLogEntry> entries, long seen, boolean more) {}

  WatchPositions head() {
    return reads.read(tenantId, tx -> new WatchPositions(heads(tx)));
  }

  /** The next page of every shard that has grown. */
  List<Page> after(WatchPositions positions) {
    return reads.read(
        tenantId,
        tx -> {
          List<Page> pages = new ArrayList<>();
          heads(tx)
              .forEach(
                  (shard, head) -> {
                    if (head > positions.of(shard)) {
                      pages.add(page(tx, shard, positions.of(shard), head));
                    }
                  });
          return pages;
        });
  }

  /** The platform's time when the log was last looked at. */
  Instant clock() {
    return clock;
  }

  private Map<Integer, Long> heads(Tx tx) {
    Map<Integer, Long> heads = new TreeMap<>();
    for (Row row : tx.query("select shard, last_sequence, clock from scoring.shard_clock")) {
      heads.put(row.getInteger(0), row.getLong(1));
      Instant shardClock = row.getOffsetDateTime(2).toInstant();
      clock = shardClock.isAfter(clock) ? shardClock : clock;
    }
    return heads;
  }

  private Page page(Tx tx, int shard, long after, long head) {
    var rows =
        tx.query(
            """
            select payload from scoring.score_change
            where shard = $1 and sequence > $2 and sequence <= $3 and score_name <> ''
              and (cardinality($4::text[]) = 0 or account_id = any($4::text[]))
              and ($5 = '' or score_name = $5)
            order by sequence limit $6
            """,
            Tuple.of(shard, after, head, accountIds, scoreName, PAGE));
    List<ScoreLogEntry> entries = new ArrayList<>();
    for (Row row : rows) {
      entries.add(entry(row.getBuffer(0).getBytes()));
    }
    boolean more = entries.size() == PAGE;
    return new Page(shard, entries, more ? entries.getLast().getSequence() : head, more);
  }

  private static ScoreLogEntry entry(byte[] payload) {
    try {
      return ScoreLogEntry.parseFrom(payload);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("an entry of the score log cannot be read", damaged);
    }
  }
}
