package io.barometer.e2e.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id that an event must get, computed apart from the store: the first 16 bytes of SHA-256 over
 * tenant, account, source and key, each with its length in front, as a UUID of version 8.
 */
final class EventIds {
  private EventIds() {}

  static UUID of(String... parts) {
    MessageDigest sha256 = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      sha256.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
    long high = hash.getLong() & ~0xf000L | 0x8000L;
    long low = hash.getLong() & ~(0b11L << 62) | 0b10L << 62;
    return new UUID(high, low);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
