package io.barometer.model.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers as varints (signed ones zigzag) and texts as length and UTF-8. */
final class ByteWriter {
  private byte[] bytes = new byte[512];
  private int size;

  void unsigned(long value) {
    long rest = value;
    makeRoom(10);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void signed(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    unsigned(encoded.length);
    bytes(encoded);
  }

  /** As they are. */
  void bytes(byte[] more) {
    makeRoom(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void makeRoom(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
