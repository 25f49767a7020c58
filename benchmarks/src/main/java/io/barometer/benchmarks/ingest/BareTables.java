package io.barometer.benchmarks.ingest;

import java.sql.Connection;
import java.sql.SQLException;

/** The store's tables once more, in a schema that no service knows. */
final class BareTables {
  /** Shards of the store. */
  static final int SHARDS = 4;

  private BareTables() {}

  /** Makes them with the columns, constraints and indexes of ingestion-service's own. */
  static void create(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          create schema bare;
          create table bare.shard_head (like ingestion.shard_head including all)
            with (fillfactor = 20);
          insert into bare.shard_head (shard, last_position, last_hash, last_recorded_at)
            select shard, 0, last_hash, last_recorded_at from ingestion.shard_head;
          create table bare.batch (like ingestion.batch including all);
          create table bare.event (like ingestion.event including all) partition by list (shard)""");
      for (int shard = 0; shard < SHARDS; shard++) {
        statement.execute(
            "create table bare.event_%1$d partition of bare.event for values in (%1$d)"
                .formatted(shard));
      }
    }
  }
}
