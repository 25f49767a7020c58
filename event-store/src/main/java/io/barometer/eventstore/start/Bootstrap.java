package io.barometer.eventstore.start;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/**
 * Makes roles and schemas in a database and sets the roles' passwords: what a person would do with
 * {@code bootstrap.sql}. Takes everything from environment variables, which deploy/README.md names;
 * running it again changes nothing but passwords.
 */
public final class Bootstrap {

  private static final String PASSWORD = "PASSWORD_";
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Map<String, String> environment;

  Bootstrap(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs once; fails with what PostgreSQL says. */
  public static void main(String[] arguments)
      throws SQLException, IOException, InterruptedException {
    new Bootstrap(System.getenv()).run();
    System.out.println("Roles and schemas are there.");
  }

  void run() throws SQLException, IOException, InterruptedException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try (var script = connection.createStatement()) {
        script.execute(text());
      }
      for (Map.Entry<String, String> role : passwords().entrySet()) {
        // the driver sends a SCRAM verifier: the password is in no statement and in no log
        connection
            .unwrap(PGConnection.class)
            .alterUserPassword(role.getKey(), role.getValue().toCharArray(), "scram-sha-256");
      }
      connection.commit();
    }
  }

  private Map<String, String> passwords() {
    Map<String, String> passwords = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PASSWORD)) {
            passwords.put(name.substring(PASSWORD.length()).toLowerCase(Locale.ROOT), value);
          }
        });
    return passwords;
  }

  /** A database that is only just being made may take a while to answer. */
  private Connection connect() throws SQLException, InterruptedException {
    long patience = Long.parseLong(environment.getOrDefault("BOOTSTRAP_WAIT_SECONDS", "0"));
    long until = System.nanoTime() + Duration.ofSeconds(patience).toNanos();
    while (true) {
      try {
        return DriverManager.getConnection(url(), login());
      } catch (SQLException away) {
        if (System.nanoTime() > until) {
          throw away;
        }
        System.err.println("PostgreSQL does not let us in yet: " + away.getMessage());
        Thread.sleep(PAUSE);
      }
    }
  }

  private String url() {
    return "jdbc:postgresql://%s/%s"
        .formatted(
            wanted("BAROMETER_POSTGRES_ADDRESS"),
            environment.getOrDefault("BAROMETER_POSTGRES_DATABASE", "barometer"));
  }

  private Properties login() {
    var login = new Properties();
    login.put("user", wanted("BOOTSTRAP_USERNAME"));
    login.put("password", environment.getOrDefault("BOOTSTRAP_PASSWORD", ""));
    login.put("sslmode", environment.getOrDefault("BOOTSTRAP_SSLMODE", "prefer"));
    String root = environment.get("BOOTSTRAP_SSLROOTCERT");
    if (root != null) {
      login.put("sslrootcert", root);
    }
    return login;
  }

  private String wanted(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The environment variable " + name + " is not set");
    }
    return value;
  }

  private static String text() throws IOException {
    try (InputStream in = Bootstrap.class.getResourceAsStream("/postgres/bootstrap.sql")) {
      if (in == null) {
        throw new FileNotFoundException("postgres/bootstrap.sql is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
