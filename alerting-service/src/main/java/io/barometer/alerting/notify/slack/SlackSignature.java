package io.barometer.alerting.notify.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Slack's signature of requests: v0, HMAC-SHA256 of {@code v0:timestamp:body}. */
final class SlackSignature {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private SlackSignature() {}

  /** What is wrong with a request, if anything. */
  enum Check {
    GOOD,
    MISSING,
    OUT_OF_TIME,
    WRONG
  }

  /** Checks the headers against the body; takes the same time for every wrong signature. */
  static Check check(String secret, String timestamp, String signature, byte[] body, Instant now) {
    if (timestamp.isEmpty() || signature.isEmpty()) {
      return Check.MISSING;
    }
    if (!timestamp.matches("[0-9]{1,12}")) {
      return Check.OUT_OF_TIME;
    }
    Instant told = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(told, now).abs().compareTo(TOLERANCE) > 0) {
      return Check.OUT_OF_TIME;
    }
    byte[] expected =
        ("v0=" + HexFormat.of().formatHex(mac(secret, timestamp, body))).getBytes(UTF_8);
    return MessageDigest.isEqual(expected, signature.getBytes(UTF_8)) ? Check.GOOD : Check.WRONG;
  }

  static byte[] mac(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update(("v0:" + timestamp + ":").getBytes(UTF_8));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
