package io.barometer.scoring.score;

import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How far every shard is. */
public record Moments(Map<Integer, Moment> byShard) {

  public static Moments read(Tx tx) {
    Map<Integer, Moment> moments = new TreeMap<>();
    var rows =
        tx.query(
            """
            select c.shard, c.clock, k.position from scoring.shard_clock c
            join scoring.checkpoint k
              on k.projection = 'scoring' and k.projection_version = 1 and k.shard = c.shard
            """);
    for (Row row : rows) {
      int shard = row.getInteger(0);
      moments.put(shard, new Moment(shard, row.getOffsetDateTime(1).toInstant(), row.getLong(2)));
    }
    return new Moments(moments);
  }

  /** The moment of a shard; the epoch when it has heard of nothing. */
  public Moment of(int shard) {
    return byShard.getOrDefault(shard, new Moment(shard, Instant.EPOCH, 0));
  }

  /** The latest clock of all shards: the portfolio's now. */
  public Instant latest() {
    Collection<Moment> moments = byShard.values();
    return moments.stream().map(Moment::clock).max(Instant::compareTo).orElse(Instant.EPOCH);
  }
}
