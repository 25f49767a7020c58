package io.barometer.e2e.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Questions to the platform's database, asked by its superuser. */
public final class Database {
  private final String url;
  private final Properties login = new Properties();

  /** What to make of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Database(String address, String password) {
    this.url = "jdbc:postgresql://" + address + "/barometer";
    login.setProperty("user", "postgres");
    login.setProperty("password", password);
    login.setProperty("connectTimeout", "5");
    login.setProperty("socketTimeout", "120");
  }

  /** Every row of the answer. */
  public <T> List<T> rows(String sql, RowReader<T> reader, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(url, login);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    } catch (SQLException failure) {
      throw new DatabaseUnreachable(failure);
    }
  }

  /** The password of the superuser and of every role. */
  public String password() {
    return login.getProperty("password");
  }

  /** The one number of the answer. */
  public long number(String sql, Object... parameters) {
    return rows(sql, row -> row.getLong(1), parameters).getFirst();
  }

  /** The first column of every row, as text. */
  public List<String> texts(String sql, Object... parameters) {
    return rows(sql, row -> row.getString(1), parameters);
  }

  /** The database did not answer, or did not like the question. */
  public static final class DatabaseUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseUnreachable(SQLException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
