package io.barometer.scoring.publish;

import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.LogReader;
import io.barometer.eventstore.Transactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The score log as the relay and other services read it. */
@ApplicationScoped
public class ScoreLog implements LogReader {
  private final Pool pool;

  ScoreLog(@ReactiveDataSource("worker") Pool pool) {
    this.pool = pool;
  }

  @Override
  public List<LogEntry> readAfter(int shard, long position, int limit) {
    var rows =
        Transactions.await(
            pool.preparedQuery(
                    """
                    select sequence, account_id, payload, trace_parent from scoring.score_change
                    where shard = $1 and sequence > $2 order by sequence limit $3
                    """)
                .execute(Tuple.of(shard, position, limit)));
    List<LogEntry> entries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      entries.add(
          new LogEntry(
              shard,
              row.getLong(0),
              row.getString(1),
              row.getBuffer(2).getBytes(),
              row.getString(3)));
    }
    return entries;
  }
}
