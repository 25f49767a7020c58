package io.barometer.testing;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Health and metrics of the Quarkus application of this test, on whichever port it has them. */
public final class Management {
  static final String PORT = "quarkus.management.test-port";

  private Management() {}

  /** Gets a path. */
  public static Response get(String path) {
    Config config = ConfigProvider.getConfig();
    boolean apart =
        config.getOptionalValue("quarkus.management.enabled", Boolean.class).orElse(false);
    return apart
        ? RestAssured.given()
            .baseUri("http://127.0.0.1")
            .port(config.getValue(PORT, Integer.class))
            .get(path)
        : RestAssured.get(path);
  }
}
