package io.barometer.benchmarks.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A way to get rows into {@code bare.event}; the first row gets the position given. */
@FunctionalInterface
interface RowInsert {
  void insert(Connection connection, int shard, long firstPosition, List<BareRow> rows)
      throws SQLException;
}
