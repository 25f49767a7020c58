package io.barometer.ingestion.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The text of a key, {@code bmk_<id>_<secret>}: the id to call it by, and 256 random bits. The
 * prefix lets scanners find keys that leaked.
 *
 * @param keyId 12 letters and digits
 * @param text all of it
 */
record KeyText(String keyId, String text) {

  static final String PREFIX = "bmk_";
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  static KeyText random() {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    RANDOM.ints(ID_LENGTH, 0, LETTERS.length()).forEach(place -> id.append(LETTERS.charAt(place)));
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new KeyText(id.toString(), PREFIX + id + "_" + encoded);
  }

  byte[] hash() {
    return hash(text);
  }

  /** A plain hash is enough: nobody can guess 256 random bits. */
  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Without the secret, so that no log can show it. */
  @Override
  public String toString() {
    return "KeyText[" + keyId + "]";
  }
}
