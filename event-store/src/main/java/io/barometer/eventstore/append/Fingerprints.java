package io.barometer.eventstore.append;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256 over what identifies an event. Holds its own state: one per thread. */
public final class Fingerprints {

  private static final ThreadLocal<Fingerprints> OF_THREAD =
      ThreadLocal.withInitial(Fingerprints::new);

  private final MessageDigest sha = sha256();
  private final byte[] length = new byte[Integer.BYTES];
  private final byte[] hash = new byte[32];

  private Fingerprints() {}

  /** The one of this thread. */
  public static Fingerprints ofThread() {
    return OF_THREAD.get();
  }

  /**
   * The first 16 bytes of SHA-256 over the four texts, each with its length in front, as a UUID of
   * version 8.
   */
  public UUID eventId(String tenantId, String accountId, String source, String eventKey) {
    add(tenantId);
    add(accountId);
    add(source);
    add(eventKey);
    try {
      sha.digest(hash, 0, hash.length);
    } catch (DigestException impossible) {
      throw new IllegalStateException(impossible);
    }
    var bits = ByteBuffer.wrap(hash);
    long high = bits.getLong() & ~0xf000L | 0x8000L;
    long low = bits.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** SHA-256 of the bytes. */
  public byte[] digest(byte[] bytes, int from, int count) {
    sha.update(bytes, from, count);
    return sha.digest();
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer.wrap(length).putInt(bytes.length);
    sha.update(length);
    sha.update(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
