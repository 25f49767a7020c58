package io.barometer.alerting.setup;

import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets of webhooks: "whsec_" and base64 of 24 to 64 bytes. */
final class WebhookSecrets {

  private static final String PREFIX = "whsec_";
  private static final int NEW_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecrets() {}

  /** Notes a secret that is none; an empty one is made later. */
  static void check(String path, String secret, Violations violations) {
    if (!secret.isEmpty() && !wellFormed(secret)) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "use \"whsec_\" and base64 of 24 to 64 bytes, or leave it empty");
    }
  }

  private static boolean wellFormed(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return false;
    }
    try {
      int bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length())).length;
      return bytes >= 24 && bytes <= 64;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static String random() {
    byte[] bytes = new byte[NEW_BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }
}
