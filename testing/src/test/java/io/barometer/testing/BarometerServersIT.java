package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BarometerServersIT {
  @Test
  void theSecondStartFindsTheSameServersWithAnEmptyDatabase() throws SQLException {
    Map<String, String> first = new BarometerServers().start();
    run(first, "create table scoring.left_over (n int)");
    Map<String, String> second = new BarometerServers().start();
    assertThat(second)
        .containsEntry("barometer.postgres.address", first.get("barometer.postgres.address"))
        .containsEntry("kafka.bootstrap.servers", first.get("kafka.bootstrap.servers"));
    run(second, "create table scoring.left_over (n int)");
  }

  private static void run(Map<String, String> configuration, String sql) throws SQLException {
    String url =
        "jdbc:postgresql://" + configuration.get("barometer.postgres.address") + "/barometer";
    String password = configuration.get("barometer.postgres.password");
    try (Connection connection = DriverManager.getConnection(url, "barometer_owner", password);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
