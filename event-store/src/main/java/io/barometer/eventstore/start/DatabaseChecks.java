package io.barometer.eventstore.start;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Finds databases that lose data, roles that see too much, and another number of shards. */
final class DatabaseChecks {

  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private static final String MIGRATE =
      "run the migrations first (the chart's Job, or a start with quarkus.flyway.owner.migrate-at-start=true)";

  private final String schema;
  private final int version;
  private final int shards;

  /**
   * Checks of one service's schema, which has a table {@code installation (shards int,
   * schema_version int)}.
   *
   * @param version of the schema, at least
   * @param shards as configured
   */
  public DatabaseChecks(String schema, int version, int shards) {
    this.schema = schema;
    this.version = version;
    this.shards = shards;
  }

  /** What is wrong, each with what to do; empty when nothing is. Blocks. */
  public List<String> problems(Pool worker, Pool api) {
    List<String> problems = new ArrayList<>();
    new Transactions(worker)
        .run(
            tx -> {
              durable(tx, problems);
              role(tx, problems);
              migrated(tx, problems);
            });
    new Transactions(api).run(tx -> role(tx, problems));
    return problems;
  }

  private static void durable(Tx tx, List<String> problems) {
    for (String setting : DURABLE) {
      Row row = tx.query("select current_setting($1)", Tuple.of(setting)).iterator().next();
      if (row.getString(0).equals("off")) {
        problems.add(
            "PostgreSQL runs with %s off and would lose what was acknowledged: set %s = on"
                .formatted(setting, setting));
      }
    }
  }

  private void role(Tx tx, List<String> problems) {
    Row role =
        tx.query(
                """
                select current_user::text, r.rolsuper or r.rolbypassrls or exists (
                  select from pg_tables
                  where schemaname = $1 and pg_has_role(current_user, tableowner, 'member'))
                from pg_roles r where r.rolname = current_user
                """,
                Tuple.of(schema))
            .iterator()
            .next();
    if (role.getBoolean(1)) {
      problems.add(
          "the role %s owns the tables or walks round row-level security: use the roles of deploy/postgres/bootstrap.sql"
              .formatted(role.getString(0)));
    }
  }

  private void migrated(Tx tx, List<String> problems) {
    boolean empty =
        tx.query("select to_regclass($1) is null", Tuple.of(schema + ".installation"))
            .iterator()
            .next()
            .getBoolean(0);
    if (empty) {
      problems.add("the schema %s is empty: %s".formatted(schema, MIGRATE));
    } else {
      installation(tx, problems);
    }
  }

  private void installation(Tx tx, List<String> problems) {
    Row row =
        tx.query("select shards, schema_version from %s.installation".formatted(schema))
            .iterator()
            .next();
    if (row.getInteger(1) < version) {
      problems.add(
          "the schema %s has version %d and this service needs %d: %s"
              .formatted(schema, row.getInteger(1), version, MIGRATE));
    }
    int stored = row.getInteger(0);
    if (stored != shards) {
      problems.add(
          "barometer.shards is %d and this database was installed with %d: set it back to %d"
              .formatted(shards, stored, stored));
    }
  }
}
