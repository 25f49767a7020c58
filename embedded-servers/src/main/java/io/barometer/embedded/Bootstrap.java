package io.barometer.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs deploy/postgres/bootstrap.sql, which Maven packs into this jar. */
record Bootstrap(String password) {

  /**
   * In one transaction; the password goes by a setting of the session, so it is in no statement's
   * text.
   */
  void run(Connection connection) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (var setting =
            connection.prepareStatement("select set_config('barometer.password', ?, true)");
        var script = connection.createStatement()) {
      setting.setString(1, password);
      setting.execute();
      script.execute(text());
    }
    connection.commit();
  }

  static String text() throws IOException {
    try (InputStream in = Bootstrap.class.getResourceAsStream("/postgres/bootstrap.sql")) {
      if (in == null) {
        throw new FileNotFoundException("postgres/bootstrap.sql is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
