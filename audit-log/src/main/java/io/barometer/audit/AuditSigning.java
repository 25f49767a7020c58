package io.barometer.audit;

import io.barometer.audit.chain.SigningKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The key that signs, from the configuration. Without it there is no service. */
@Singleton
public class AuditSigning {
  private static final String SETTING = "barometer.audit.signing-key";
  private static final String MAKE =
      "\"openssl genpkey -algorithm ed25519 -outform DER | base64 -w0\"";

  private final Optional<String> setting;
  private volatile @Nullable SigningKey key;

  /** Signs with the key of the setting, read when it is first needed. */
  public AuditSigning(@ConfigProperty(name = SETTING) Optional<String> setting) {
    this.setting = setting.filter(text -> !text.isBlank());
  }

  /** What is wrong with the configured key, and what to do; empty when nothing is. */
  public List<String> problems() {
    if (setting.isEmpty()) {
      return List.of(
          SETTING
              + " is not set: nothing is changed without a signed entry in the audit trail. Make a"
              + " key with "
              + MAKE
              + ", keep it apart from the database, and set it");
    }
    try {
      var _ = SigningKey.parse(setting.get());
      return List.of();
    } catch (IllegalArgumentException malformed) {
      return List.of(SETTING + ": " + malformed.getMessage() + "; make one with " + MAKE);
    }
  }

  SigningKey key() {
    SigningKey known = key;
    if (known == null) {
      known = SigningKey.parse(setting.orElse(""));
      key = known;
    }
    return known;
  }
}
