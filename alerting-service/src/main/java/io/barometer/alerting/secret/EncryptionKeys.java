package io.barometer.alerting.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Key-encryption keys, AES-256 in Galois/Counter Mode. The first one seals; all of them open, so
 * that a new key can be put before the old one. What is sealed is bound to its place: it opens
 * nowhere else.
 */
final class EncryptionKeys {
  private static final String MARK = "sealed:1:";
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;

  private final Map<String, Aead> keys = new LinkedHashMap<>();

  /** No key opens a text. */
  static final class WrongKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongKeyException() {
      super("no key of barometer.encryption.keys opens it");
    }
  }

  private EncryptionKeys() {}

  /**
   * Reads keys, base64 of 32 bytes each, joined by commas.
   *
   * @throws IllegalArgumentException naming the malformed one by its place, never by its content
   */
  static EncryptionKeys parse(String text) {
    var keys = new EncryptionKeys();
    String[] entries = text.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      byte[] key = bytes(entries[i].strip());
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException("key " + (i + 1) + " is not base64 of 32 bytes");
      }
      try {
        keys.keys.put(id(key), new AesGcmJce(key));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has AES in GCM", e);
      }
    }
    return keys;
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException malformed) {
      return new byte[0];
    }
  }

  private static String id(byte[] key) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
    return HexFormat.of().formatHex(digest, 0, ID_BYTES);
  }

  static boolean isSealed(String text) {
    return text.startsWith(MARK);
  }

  String seal(String place, String secret) {
    var first = keys.entrySet().iterator().next();
    try {
      byte[] sealed = first.getValue().encrypt(secret.getBytes(UTF_8), place.getBytes(UTF_8));
      return MARK
          + first.getKey()
          + ":"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in GCM", e);
    }
  }

  /** What was sealed for a place, sealed by the first key; the same text when it was already. */
  String renew(String place, String sealed) {
    String first = MARK + keys.keySet().iterator().next() + ":";
    return sealed.startsWith(first) ? sealed : seal(place, open(place, sealed));
  }

  /**
   * Opens what was sealed for the same place.
   *
   * @throws WrongKeyException when it was sealed by a key that is not here, or for another place
   */
  String open(String place, String sealed) {
    String[] parts = sealed.split(":", -1);
    Aead key = parts.length == 4 && isSealed(sealed) ? keys.get(parts[2]) : null;
    if (key == null) {
      throw new WrongKeyException();
    }
    try {
      return new String(
          key.decrypt(Base64.getUrlDecoder().decode(parts[3]), place.getBytes(UTF_8)), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException foreign) {
      throw new WrongKeyException();
    }
  }
}
