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

  private final String schema;
  private final int shards;

  /**
   * Checks of one service's schema, which has a table {@code installation (shards int)}.
   *
   * @param shards as configured
   */
  public DatabaseChecks(String schema, int shards) {
    this.schema = schema;
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
              installation(tx, problems);
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

  private void installation(Tx tx, List<String> problems) {
    int stored =
        tx.query("select shards from %s.installation".formatted(schema))
            .iterator()
            .next()
            .getInteger(0);
    if (stored != shards) {
      problems.add(
          "barometer.shards is %d and this database was installed with %d: set it back to %d"
              .formatted(shards, stored, stored));
    }
  }
}
