package io.barometer.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that a service accepts. Only the SHA-256 of a key is known here: keys are random
 * 256-bit values, so a plain hash cannot be guessed, and a look-up by hash takes the same time for
 * a wrong key as for a right one.
 */
final class Credentials {

  private final Map<String, Caller> byHash;

  private Credentials(Map<String, Caller> byHash) {
    this.byHash = byHash;
  }

  /**
   * Reads {@code role:tenant:sha256hex} entries joined by commas.
   *
   * @throws IllegalArgumentException when an entry is malformed; names the entry by its place, not
   *     its content
   */
  static Credentials parse(String keys) {
    Map<String, Caller> byHash = new LinkedHashMap<>();
    String[] entries = keys.isBlank() ? new String[0] : keys.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      String[] parts = entries[i].strip().split(":", -1);
      if (parts.length != 3 || !parts[2].matches("[0-9a-f]{64}") || parts[1].isBlank()) {
        throw new IllegalArgumentException(
            "barometer.keys: entry " + (i + 1) + " is not role:tenant:sha256 in lower-case hex");
      }
      byHash.put(parts[2], new Caller(parts[1], role(parts[0], i)));
    }
    return new Credentials(byHash);
  }

  /** The owner of the key, or null when the key is not known. */
  @Nullable Caller find(String key) {
    return byHash.get(hash(key));
  }

  static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Role role(String name, int index) {
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "barometer.keys: entry " + (index + 1) + " has an unknown role; use tenant or service");
  }
}
