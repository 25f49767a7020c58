package io.barometer.eventstore.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.FreePorts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A managed PostgreSQL gives nobody a superuser: a role that may create roles has to be enough. */
class BootstrapIT {

  private static final String ROLES =
      "alerting_api, alerting_worker, barometer_owner, ingestion_api, ingestion_worker, scoring_api, scoring_worker";

  @TempDir private Path folder;

  @Test
  void aRoleThatMayCreateRolesMakesEverythingAndMayDoSoAgain() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, FreePorts.take(1)[0])) {
      managed(postgres);
      var bootstrap =
          new Bootstrap(
              Map.of(
                  "BAROMETER_POSTGRES_ADDRESS", postgres.address(),
                  "BAROMETER_POSTGRES_DATABASE", "elsewhere",
                  "BOOTSTRAP_USERNAME", "some_admin",
                  "BOOTSTRAP_PASSWORD", "administers",
                  "PASSWORD_SCORING_API", "first",
                  "PASSWORD_BAROMETER_OWNER", "second"));
      bootstrap.run();
      bootstrap.run();
      try (Connection superuser = connect(postgres, "elsewhere", "postgres", postgres.password())) {
        assertThat(
                column(
                    superuser,
                    """
                    select rolname from pg_authid
                    where rolcanlogin and rolpassword like 'SCRAM-SHA-256$%' and rolname ~ '_(api|worker|owner)$'
                    order by 1
                    """))
            .containsExactly("barometer_owner", "scoring_api");
        assertThat(
                column(
                    superuser,
                    """
                    select rolname from pg_roles where rolcanlogin and rolname ~ '_(api|worker|owner)$'
                    and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) order by 1
                    """))
            .isEqualTo(List.of(ROLES.split(", ")));
      }
      try (Connection owner = connect(postgres, "elsewhere", "barometer_owner", "second");
          var statement = owner.createStatement()) {
        statement.execute("create table scoring.made_by_a_migration (n int)");
      }
    }
  }

  /** Takes away what the embedded server's own start made, and gives a database to a role. */
  private static void managed(EmbeddedPostgres postgres) throws SQLException {
    try (Connection superuser = connect(postgres, "postgres", "postgres", postgres.password());
        var statement = superuser.createStatement()) {
      statement.execute("drop database barometer with (force)");
      statement.execute("drop role " + ROLES);
      statement.execute("create role some_admin login createrole password 'administers'");
      statement.execute("create database elsewhere owner some_admin");
    }
  }

  private static Connection connect(
      EmbeddedPostgres postgres, String database, String role, String password)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s/%s".formatted(postgres.address(), database), role, password);
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
