package io.barometer.scoring;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses databases that lose data, roles that see too much, and another number of shards. */
@ApplicationScoped
class DatabaseChecks {
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final Transactions worker;
  private final Transactions api;
  private final int shards;

  DatabaseChecks(
      @ReactiveDataSource("worker") Pool worker,
      Pool api,
      @ConfigProperty(name = "barometer.shards", defaultValue = "4") int shards) {
    this.worker = new Transactions(worker);
    this.api = new Transactions(api);
    this.shards = shards;
  }

  /**
   * Checks; blocks.
   *
   * @throws StartRefusedException with what to do
   */
  void run() {
    worker.run(DatabaseChecks::durable);
    worker.run(DatabaseChecks::role);
    api.run(DatabaseChecks::role);
    worker.run(this::shards);
  }

  private static void durable(Tx tx) {
    for (String setting : DURABLE) {
      String value =
          tx.query("select current_setting($1)", Tuple.of(setting)).iterator().next().getString(0);
      if (value.equals("off")) {
        throw new StartRefusedException(
            "PostgreSQL runs with %s = off and can lose acknowledged data. Set %s = on, then start again."
                .formatted(setting, setting));
      }
    }
  }

  private static void role(Tx tx) {
    Row role =
        tx.query(
                """
                select current_user::text, r.rolsuper, r.rolbypassrls,
                  exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'scoring' and c.relowner = r.oid)
                from pg_roles r where r.rolname = current_user
                """)
            .iterator()
            .next();
    if (role.getBoolean(1) || role.getBoolean(2) || role.getBoolean(3)) {
      throw new StartRefusedException(
          "The role %s is a superuser, bypasses row-level security or owns the tables, so tenants are not kept "
                  .formatted(role.getString(0))
              + "apart. Use the roles of deploy/postgres/bootstrap.sql.");
    }
  }

  private void shards(Tx tx) {
    tx.update(
        "insert into scoring.installation (shards) values ($1) on conflict do nothing",
        Tuple.of(shards));
    int stored =
        tx.query("select shards from scoring.installation").iterator().next().getInteger(0);
    if (stored != shards) {
      throw new StartRefusedException(
          "barometer.shards is %d, but this database was installed with %d. Set it back to %d."
              .formatted(shards, stored, stored));
    }
  }
}
