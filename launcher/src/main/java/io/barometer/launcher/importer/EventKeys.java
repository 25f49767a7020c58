package io.barometer.launcher.importer;

import com.google.protobuf.CodedOutputStream;
import io.barometer.proto.event.v1.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Keys for events that have none: SHA-256 of the event's content, and the number of the occurrence
 * where the same content stands several times. Neither the order of the rows nor importing the file
 * again changes the set of keys, and rows that are equal stay separate events.
 */
final class EventKeys {
  private static final int HASH_BYTES = 16;

  private final OccurrenceCounter occurrences = new OccurrenceCounter();
  private final MessageDigest sha256 = sha256();

  /** The key of an event whose key is still empty. */
  String keyOf(Event event) {
    byte[] hash = sha256.digest(canonical(event));
    int occurrence = occurrences.next(ByteBuffer.wrap(hash).getLong());
    String content = HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES));
    return occurrence == 1 ? content : content + "-" + occurrence;
  }

  private static byte[] canonical(Event event) {
    byte[] bytes = new byte[event.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      event.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
