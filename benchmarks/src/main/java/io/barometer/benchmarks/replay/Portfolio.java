package io.barometer.benchmarks.replay;

import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.Folders;
import io.barometer.launcher.stack.PortBase;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Accounts in a PostgreSQL of its own: scoring-service's tables, made by its migration, with the
 * months as the projection writes them.
 */
final class Portfolio implements AutoCloseable {
  private static final String MIGRATION = "/db/scoring/V1__projection.sql";
  private static final String TENANT = "bench";
  private static final int SHARDS = 4;
  private static final byte[] HEADER =
      "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final Connection connection;

  private Portfolio(Path folder, EmbeddedPostgres postgres) throws SQLException {
    this.folder = folder;
    this.postgres = postgres;
    this.connection = postgres.connect();
  }

  /** A month as it is stored. */
  record Month(int month, byte[] state) {}

  /** Starts PostgreSQL with the tables and no account. */
  static Portfolio open() throws IOException, SQLException {
    Path folder = Files.createTempDirectory("barometer-bench-");
    Portfolio portfolio = new Portfolio(folder, EmbeddedPostgres.start(folder, PortBase.free()));
    portfolio.migrate();
    return portfolio;
  }

  private void migrate() throws IOException, SQLException {
    try (InputStream file = Portfolio.class.getResourceAsStream(MIGRATION);
        var statement = connection.createStatement()) {
      if (file == null) {
        throw new IOException("no " + MIGRATION);
      }
      String sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      statement.execute("set search_path to scoring");
      statement.execute(sql.replace("${shards}", "" + SHARDS));
    }
  }

  /** Writes accounts 0 to one below the count. */
  void write(int accounts, IntFunction<List<Month>> months) throws SQLException {
    write(connection, TENANT, accounts, months);
  }

  /** The same into any database with the tables. */
  static void write(
      Connection connection, String tenant, int accounts, IntFunction<List<Month>> months)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                """
                copy scoring.account_month
                  (projection_version, tenant_id, account_id, month, shard, state, hash)
                from stdin (format binary)
                """);
    copy.writeToCopy(HEADER, 0, HEADER.length);
    for (int account = 0; account < accounts; account++) {
      byte[] rows = rows(tenant, account, months.apply(account));
      copy.writeToCopy(rows, 0, rows.length);
    }
    copy.writeToCopy(new byte[] {-1, -1}, 0, 2);
    copy.endCopy();
    try (var statement = connection.createStatement()) {
      statement.execute("analyze scoring.account_month");
    }
  }

  private static byte[] rows(String tenant, int account, List<Month> months) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (Month month : months) {
        out.writeShort(7);
        number(out, 1);
        field(out, tenant.getBytes(StandardCharsets.UTF_8));
        field(out, id(account).getBytes(StandardCharsets.UTF_8));
        number(out, month.month());
        number(out, account % SHARDS);
        field(out, month.state());
        field(out, MessageDigest.getInstance("SHA-256").digest(month.state()));
      }
    } catch (IOException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void number(DataOutputStream out, int value) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  private static void field(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  /** The months of accounts from one to another, the last one left out, each with its account. */
  List<List<Month>> read(int from, int to) throws SQLException {
    return read(connection, TENANT, from, to);
  }

  /** The same from any database with the tables. */
  static List<List<Month>> read(Connection connection, String tenant, int from, int to)
      throws SQLException {
    List<List<Month>> accounts = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int account = from; account < to; account++) {
      accounts.add(new ArrayList<>());
      ids.add(id(account));
    }
    try (var query =
        connection.prepareStatement(
            """
            select account_id, month, state from scoring.account_month
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
              and tenant_id = ? and account_id = any (?)
            """)) {
      query.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(-1);
      query.setString(1, tenant);
      query.setArray(2, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          int account = Integer.parseInt(rows.getString(1).substring(1));
          accounts.get(account - from).add(new Month(rows.getInt(2), rows.getBytes(3)));
        }
      }
    }
    return accounts;
  }

  static String id(int account) {
    return "a%06d".formatted(account);
  }

  @Override
  public void close() {
    try {
      connection.close();
      postgres.close();
      Folders.remove(folder);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
