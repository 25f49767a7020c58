package io.barometer.alerting;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A mail server that wants a password. */
public final class MailSecretProfile implements QuarkusTestProfile {

  static final String PASSWORD = "smtp-password-to-keep";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("quarkus.mailer.username", "barometer", "quarkus.mailer.password", PASSWORD);
  }
}
