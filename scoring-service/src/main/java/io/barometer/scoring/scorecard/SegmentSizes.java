package io.barometer.scoring.scorecard;

import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many accounts of a tenant are in which segment, by score. */
record SegmentSizes(Map<String, Map<String, Integer>> byScore) {

  /** Those of the live build. */
  static SegmentSizes read(Tx tx) {
    Map<String, Map<String, Integer>> byScore = new HashMap<>();
    var rows =
        tx.query(
            """
            select score_name, segment, count(*) from scoring.score
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
            group by score_name, segment
            """);
    for (Row row : rows) {
      byScore
          .computeIfAbsent(row.getString(0), score -> new TreeMap<>())
          .put(row.getString(1), row.getLong(2).intValue());
    }
    return new SegmentSizes(byScore);
  }

  Map<String, Integer> of(String scoreName) {
    return byScore.getOrDefault(scoreName, Map.of());
  }
}
