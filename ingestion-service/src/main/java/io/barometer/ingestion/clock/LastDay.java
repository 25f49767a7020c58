package io.barometer.ingestion.clock;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Finds the last day whose ticks are stored. */
public final class LastDay {

  private final DataSource source;

  public LastDay(DataSource source) {
    this.source = source;
  }

  /** Days since 1970, the earliest over all shards; {@code Long.MIN_VALUE} when there is none. */
  public long read(int shards) {
    var sql =
        """
        select min(last) from (
          select (select extract(epoch from occurred_at)::bigint / 86400 from ingestion.event e
                  where e.shard = s.shard and e.tenant_id = ? and e.account_id = ?
                  order by version desc limit 1) as last
          from generate_series(0, ? - 1) as s(shard)) as days""";
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, Ticks.TENANT);
      statement.setString(2, Ticks.ACCOUNT);
      statement.setInt(3, shards);
      try (var rows = statement.executeQuery()) {
        rows.next();
        long day = rows.getLong(1);
        return rows.wasNull() ? Long.MIN_VALUE : day;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("The last day cannot be read", failure);
    }
  }
}
