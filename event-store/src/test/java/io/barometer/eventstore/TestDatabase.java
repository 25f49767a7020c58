package io.barometer.eventstore;

import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.Folders;
import io.barometer.embedded.FreePorts;
import io.barometer.embedded.PostgresTemplate;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The store's own schema on a real PostgreSQL, which runs once per JVM; empty for each test. */
public final class TestDatabase {

  public static final int SHARDS = 4;

  private static final EmbeddedPostgres POSTGRES = start();

  private TestDatabase() {}

  private static EmbeddedPostgres start() {
    try {
      Path folder = Files.createTempDirectory("barometer-store-test-");
      Path data = folder.resolve("postgres");
      PostgresTemplate.copyTo(data);
      var postgres = EmbeddedPostgres.start(data, FreePorts.take(1)[0]);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    postgres.close();
                    remove(folder);
                  }));
      return postgres;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void remove(Path folder) {
    try {
      Folders.remove(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Throws everything away and makes the store anew. */
  public static void recreate() throws SQLException, IOException {
    POSTGRES.recreateDatabase();
    try (var script = store()) {
      var text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      execute("barometer_owner", text.replace("${shards}", Integer.toString(SHARDS)));
    }
  }

  private static InputStream store() {
    return Objects.requireNonNull(
        TestDatabase.class.getResourceAsStream("/db/ingestion/V1__store.sql"));
  }

  /** Connections of a role, a new one each time. */
  public static DataSource source(String role) {
    var source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://" + POSTGRES.address() + "/barometer");
    source.setUser(role);
    source.setPassword(POSTGRES.password());
    return source;
  }

  /** A reactive pool of a role; close it. */
  public static Pool pool(String role) {
    String[] address = POSTGRES.address().split(":");
    var options =
        new PgConnectOptions()
            .setHost(address[0])
            .setPort(Integer.parseInt(address[1]))
            .setDatabase("barometer")
            .setUser(role)
            .setPassword(POSTGRES.password());
    return PgBuilder.pool().with(new PoolOptions().setMaxSize(4)).connectingTo(options).build();
  }

  /** Runs statements as a role. */
  public static void execute(String role, String sql) throws SQLException {
    try (Connection connection = source(role).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What a query gives, rows by line break, columns by comma; as the superuser. */
  public static String rows(String sql) throws SQLException {
    return rows(EmbeddedPostgres.SUPERUSER, "select", sql);
  }

  /** The same as a role, after another statement in the same transaction. */
  public static String rows(String role, String before, String sql) throws SQLException {
    try (Connection connection = source(role).getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(before);
      var text = new StringBuilder();
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          text.append(text.isEmpty() ? "" : "\n").append(rows.getString(1));
          for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
            text.append(',').append(rows.getString(i));
          }
        }
      }
      return text.toString();
    }
  }
}
