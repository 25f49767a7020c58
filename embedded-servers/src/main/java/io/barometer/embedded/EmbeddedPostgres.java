package io.barometer.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL as a child process on the loopback interface, with checksums and full
 * durability: fsync and synchronous_commit stay on. Its database {@code barometer} holds the
 * schemas and roles of bootstrap.sql.
 *
 * <p>The data folder survives restarts, a killed server and a killed launcher; a server that a
 * killed launcher left behind is stopped first. It holds {@code cluster/}, {@code postgres.log},
 * and {@code password} (scram-sha-256, for the superuser and all roles; readable by its owner
 * only).
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /** The superuser's name. */
  public static final String SUPERUSER = "postgres";

  private static final String DATABASE = "barometer";

  private final PostgresCluster cluster;
  private final Process process;
  private final FileChannel lock;
  private final int port;

  private EmbeddedPostgres(PostgresCluster cluster, Process process, FileChannel lock, int port) {
    this.cluster = cluster;
    this.process = process;
    this.lock = lock;
    this.port = port;
  }

  /**
   * Starts PostgreSQL and returns when the database is ready; makes the data folder on the first
   * start.
   *
   * @throws ServerFailedException when it does not come up within a minute; the message holds the
   *     end of its log
   */
  public static EmbeddedPostgres start(Path dataFolder, int port) {
    try {
      Path folder = Files.createDirectories(dataFolder).toRealPath();
      FileChannel lock = lock(folder);
      try {
        return start(folder, port, lock);
      } catch (IOException | RuntimeException failure) {
        lock.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new ServerFailedException("PostgreSQL does not start: " + failure, failure);
    }
  }

  /**
   * Unpacks the programs into the user's cache, unless that was done before. {@link #start} does it
   * too; but it takes some 70 MiB of heap, which not every process that starts PostgreSQL has.
   *
   * @throws ServerFailedException when they cannot be unpacked
   */
  public static void unpack() {
    try {
      PostgresDistribution.in(PostgresUser.choose().cache());
    } catch (IOException failure) {
      throw new ServerFailedException("PostgreSQL cannot be unpacked: " + failure, failure);
    }
  }

  private static EmbeddedPostgres start(Path folder, int port, FileChannel lock)
      throws IOException {
    PostgresCluster cluster = PostgresCluster.prepare(folder, PostgresUser.choose());
    cluster.stopOrphan();
    EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, cluster.launch(port), lock, port);
    try {
      cluster.awaitReady(postgres.process);
      postgres.bootstrap();
      return postgres;
    } catch (IOException | RuntimeException failure) {
      postgres.close();
      throw failure;
    }
  }

  /** Changes whenever a data folder made by another build should not be copied any more. */
  public static String dataVersion() throws IOException {
    return PostgresDistribution.VERSION + "-" + Integer.toHexString(Bootstrap.text().hashCode());
  }

  /** The password of a data folder; made when there is none yet. */
  public static String storedPassword(Path dataFolder) {
    try {
      return PostgresCluster.storedPassword(Files.createDirectories(dataFolder));
    } catch (IOException failure) {
      throw new ServerFailedException("The password cannot be read: " + failure, failure);
    }
  }

  /** Host and port, as {@code barometer.postgres.address} wants it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The password of the superuser and of all roles. */
  public String password() {
    return cluster.password();
  }

  /** The postmaster. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** A superuser connection to the database {@code barometer}. */
  public Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  /** Throws the database away, with all sessions in it, and makes it anew. Roles stay. */
  public void recreateDatabase() {
    try (Connection connection = connect(SUPERUSER);
        var statement = connection.createStatement()) {
      statement.execute("drop database if exists " + DATABASE + " with (force)");
    } catch (SQLException failure) {
      throw new ServerFailedException("The database cannot be dropped: " + failure, failure);
    }
    bootstrap();
  }

  /** Stops PostgreSQL without waiting for its clients. */
  @Override
  public void close() {
    cluster.stop(process.toHandle());
    try {
      lock.close();
    } catch (IOException alreadyReleased) {
      throw new ServerFailedException("The lock cannot be released", alreadyReleased);
    }
  }

  private void bootstrap() {
    try (Connection server = connect(SUPERUSER);
        var statement = server.createStatement()) {
      var found =
          statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'");
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException failure) {
      throw new ServerFailedException("The database cannot be created: " + failure, failure);
    }
    try (Connection connection = connect()) {
      new Bootstrap(password()).run(connection);
    } catch (SQLException | IOException failure) {
      throw new ServerFailedException("The roles cannot be created: " + failure, failure);
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", SUPERUSER);
    login.setProperty("password", password());
    return DriverManager.getConnection("jdbc:postgresql://" + address() + "/" + database, login);
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel).isEmpty()) {
      channel.close();
      throw new ServerFailedException("Another Barometer runs on " + folder);
    }
    return channel;
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return Optional.ofNullable(lock);
    } catch (OverlappingFileLockException ourselves) {
      return Optional.empty();
    }
  }

  /** The settings that differ from PostgreSQL's defaults. */
  static List<String> settings(int port) {
    return List.of(
        "port=" + port,
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=200",
        "shared_buffers=128MB",
        "max_wal_size=2GB",
        "log_line_prefix=%m [%p] %u ");
  }
}
