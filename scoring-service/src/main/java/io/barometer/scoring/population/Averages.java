package io.barometer.scoring.population;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Averages in tenths, 0 to 1000, as the table keeps them: two bytes each, in any order. */
public final class Averages {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds an average in tenths. */
  public void add(int tenths) {
    bytes.write(tenths >> 8);
    bytes.write(tenths);
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  static int[] tenths(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes).asShortBuffer();
    int[] tenths = new int[buffer.remaining()];
    for (int i = 0; i < tenths.length; i++) {
      tenths[i] = buffer.get(i);
    }
    return tenths;
  }
}
