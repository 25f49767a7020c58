package io.barometer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  /** A data folder that was initialised: a server starts on a copy in a fraction of the time. */
  @TempDir private static Path initialised;

  private final int port = FreePorts.take(1)[0];
  @TempDir private Path temporary;
  private Path folder = Path.of("");

  @BeforeAll
  static void initialise() {
    EmbeddedPostgres.start(initialised, FreePorts.take(1)[0]).close();
  }

  @BeforeEach
  void copy() throws IOException {
    folder = temporary.resolve("data");
    Folders.copy(initialised, folder);
  }

  @Test
  void dataSurvivesAKilledServerAndAnOrderlyStop() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      run(postgres, "create table kept (n int); insert into kept values (1)");
      postgres.process().destroyForcibly();
      Signals.gone(postgres.process(), 10);
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      run(postgres, "insert into kept values (2)");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      assertThat(column(postgres, "select n from kept order by n")).containsExactly("1", "2");
    }
  }

  @Test
  void writesAreDurableAndPagesHaveChecksums() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      assertThat(
              column(
                  postgres,
                  """
                  select name || '=' || setting from pg_settings
                  where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums')
                  order by name
                  """))
          .containsExactly(
              "data_checksums=on", "fsync=on", "full_page_writes=on", "synchronous_commit=on");
    }
  }

  @Test
  void noRoleIsPrivilegedAndSchemasBelongToTheOwner() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      assertThat(
              column(
                  postgres,
                  """
                  select rolname from pg_roles
                  where rolcanlogin and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)
                  order by rolname
                  """))
          .containsExactly(
              "alerting_api",
              "alerting_worker",
              "barometer_owner",
              "ingestion_api",
              "ingestion_worker",
              "scoring_api",
              "scoring_worker");
      assertThat(
              column(
                  postgres,
                  """
                  select nspname from pg_namespace
                  where nspowner = 'barometer_owner'::regrole order by nspname
                  """))
          .containsExactly("alerting", "ingestion", "scoring");
    }
  }

  @Test
  void aRoleNeedsThePasswordThatOnlyTheOwnerOfTheFolderCanRead() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      String url = "jdbc:postgresql://" + postgres.address() + "/barometer";
      DriverManager.getConnection(url, "scoring_api", postgres.password()).close();
      assertThatThrownBy(() -> DriverManager.getConnection(url, "scoring_api", "guess"))
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aServerLeftBehindByAKilledLauncherIsStoppedFirst() throws Exception {
    PostgresCluster cluster = PostgresCluster.prepare(folder, PostgresUser.choose());
    Process orphan = cluster.launch(port);
    cluster.awaitReady(orphan);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(postgres.process().isAlive()).isTrue();
    }
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefused() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      int other = FreePorts.take(1)[0];
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder, other))
          .isInstanceOf(ServerFailedException.class)
          .hasMessageStartingWith("Another Barometer runs on ");
      assertThat(postgres.process().isAlive()).isTrue();
    }
  }

  @Test
  void aRecreatedDatabaseIsEmptyAndHasItsSchemas() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      run(postgres, "create table scoring.gone (n int)");
      postgres.recreateDatabase();
      assertThat(column(postgres, "select to_regclass('scoring.gone') is null"))
          .containsExactly("t");
      assertThat(column(postgres, "select to_regnamespace('scoring') is not null"))
          .containsExactly("t");
    }
  }

  private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> column(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }
}
