package io.barometer.model.history;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote; anything else is an IllegalArgumentException. */
final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ByteReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** What is still to be read, to be read again. */
  ByteReader copy() {
    return new ByteReader(bytes, at, end);
  }

  /** So many bytes to be read apart; goes on behind them. */
  ByteReader part(int length) {
    at += length;
    return new ByteReader(bytes, at - length, at);
  }

  long unsigned() {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    return longer();
  }

  /** Apart, since most numbers are one byte. */
  private long longer() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      check(at < end, "the bytes end in the middle of a number");
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is longer than 64 bits");
  }

  long signed() {
    long value = unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number from 0 to {@code max}. */
  int upTo(int max) {
    long value = unsigned();
    check(value >= 0 && value <= max, "a number is larger than its content allows");
    return (int) value;
  }

  /** The number of elements that follow, each at least one byte long. */
  int size() {
    long size = unsigned();
    check(size >= 0 && size <= end - at, "the bytes end too early");
    return (int) size;
  }

  String text() {
    int length = size();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  void end() {
    check(at == end, "there are bytes after the end");
  }

  static void check(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
