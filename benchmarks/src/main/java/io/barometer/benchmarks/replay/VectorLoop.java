package io.barometer.benchmarks.replay;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the machine can do: eight accounts at once, from counts that lie ready as bytes, with
 * nothing missing, nothing late, and nothing made of the result. For each signal windows of 7, 30
 * and 90 days, and points with a half-life of seven days, in single precision.
 */
final class VectorLoop {
  /** The windows in days. */
  static final int[] WINDOWS = {7, 30, 90};

  static final double HALF_LIFE = 7;

  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final float FADE = (float) StrictMath.pow(0.5, 1 / HALF_LIFE);

  private final int length;

  /** Windows: metric → day × lanes; the metrics of a signal beside each other. */
  private final int[][] windows;

  /** Points: signal → day × lanes. */
  private final float[][] points;

  VectorLoop(int signals, int length) {
    this.length = length;
    this.windows = new int[signals * WINDOWS.length][length * DayCounts.LANES];
    this.points = new float[signals][length * DayCounts.LANES];
  }

  /** One block of eight accounts. */
  void run(byte[][] counts) {
    for (int signal = 0; signal < counts.length; signal++) {
      for (int window = 0; window < WINDOWS.length; window++) {
        int[] into = windows[signal * WINDOWS.length + window];
        window(counts[signal], WINDOWS[window], into);
      }
      fade(counts[signal], points[signal]);
    }
  }

  private void window(byte[] counts, int days, int[] into) {
    IntVector sum = IntVector.zero(INTS);
    int first = DayCounts.BEFORE;
    for (int day = first - days; day < first; day++) {
      sum = sum.add(ints(counts, day));
    }
    for (int i = 0; i < length; i++) {
      sum = sum.add(ints(counts, first + i)).sub(ints(counts, first + i - days));
      sum.intoArray(into, i * DayCounts.LANES);
    }
  }

  private void fade(byte[] counts, float[] into) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int day = 0; day < DayCounts.BEFORE; day++) {
      sum = sum.mul(FADE).add(floats(counts, day));
    }
    for (int i = 0; i < length; i++) {
      sum = sum.mul(FADE).add(floats(counts, DayCounts.BEFORE + i));
      sum.intoArray(into, i * DayCounts.LANES);
    }
  }

  private static IntVector ints(byte[] counts, int day) {
    return (IntVector)
        ByteVector.fromArray(BYTES, counts, day * DayCounts.LANES).castShape(INTS, 0);
  }

  private static FloatVector floats(byte[] counts, int day) {
    return (FloatVector) ints(counts, day).convertShape(VectorOperators.I2F, FLOATS, 0);
  }

  /** A window of one account on a day, so many days after the first. */
  int window(int metric, int lane, int day) {
    return windows[metric][day * DayCounts.LANES + lane];
  }

  /** The points of one account on a day. */
  float points(int signal, int lane, int day) {
    return points[signal][day * DayCounts.LANES + lane];
  }
}
