package io.barometer.model.score;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.MissingPolicy;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * All inputs of a scorecard read and weighed for one day. The normalised values are rounded to
 * 10⁻⁹; everything after that is exact in {@code long}: weights are at most 4 × 10⁶ in all, so no
 * intermediate exceeds 8 × 10¹⁸.
 */
final class Weighing {
  private static final long ONE = 1_000_000_000L;
  private static final int FULL = 1000;

  final OptionalDouble[] values;
  final OptionalDouble[] normalised;
  final Treatment[] treatments;
  private final long[] weights;
  private final long[] nanos;
  private int covered;
  private final long counted;
  private boolean unknown;

  Weighing(List<WeighedInput> inputs, AccountHistory history, long day) {
    int size = inputs.size();
    values = new OptionalDouble[size];
    normalised = new OptionalDouble[size];
    treatments = new Treatment[size];
    nanos = new long[size];
    boolean[] counts = new boolean[size];
    for (int i = 0; i < size; i++) {
      read(i, inputs.get(i), history, day);
      counts[i] = treatments[i].counts();
    }
    weights = EffectiveWeights.of(inputs, counts);
    counted = LongStream.of(weights).sum();
  }

  private void read(int i, WeighedInput input, AccountHistory history, long day) {
    OptionalDouble value = input.measure().value(history, day);
    values[i] = value;
    if (value.isEmpty()) {
      normalised[i] = OptionalDouble.empty();
      miss(i, input);
      return;
    }
    double share = input.input().normaliser().normalise(value.getAsDouble());
    normalised[i] = OptionalDouble.of(share);
    covered += input.weight();
    count(i, share, Treatment.COUNTED);
  }

  private void miss(int i, WeighedInput input) {
    switch (input.input().missing()) {
      case MissingPolicy.Exclude _ -> treatments[i] = Treatment.EXCLUDED;
      case MissingPolicy.Zero _ -> count(i, 0, Treatment.ZERO);
      case MissingPolicy.Neutral(double value) -> count(i, value, Treatment.NEUTRAL);
      case MissingPolicy.Unknown _ -> {
        treatments[i] = Treatment.UNKNOWN;
        unknown = true;
      }
    }
  }

  private void count(int i, double share, Treatment treatment) {
    treatments[i] = treatment;
    nanos[i] = (long) StrictMath.floor(share * ONE + 0.5);
  }

  /** Weight with data, in hundredths of a percent. */
  int covered() {
    return covered;
  }

  /**
   * Whether a score may be told when at least {@code leastCovered} hundredths of a percent must
   * have data.
   */
  boolean known(int leastCovered) {
    return !unknown && covered > 0 && covered >= leastCovered;
  }

  /** Half-up tenths of the exact weighted mean. */
  int tenths() {
    long sum = 0;
    for (int i = 0; i < nanos.length; i++) {
      sum += weights[i] * nanos[i];
    }
    long whole = counted * ONE;
    return (int) ((2 * FULL * sum + whole) / (2 * whole));
  }

  double effectivePercent(int i) {
    return 100.0 * weights[i] / counted;
  }

  int possibleTenths(int i) {
    return (int) Math.ceilDiv(FULL * weights[i], counted);
  }

  /**
   * The score in parts by largest remainder, equal remainders in the order of the scorecard; adds
   * up to it exactly.
   */
  int[] parts() {
    long whole = counted * ONE;
    int[] parts = new int[nanos.length];
    long[] remainders = new long[nanos.length];
    int rest = tenths();
    for (int i = 0; i < parts.length; i++) {
      long exact = FULL * (weights[i] * nanos[i]);
      parts[i] = (int) (exact / whole);
      remainders[i] = exact % whole;
      rest -= parts[i];
    }
    for (; rest > 0; rest--) {
      int largest = largest(remainders);
      parts[largest]++;
      remainders[largest] = -1;
    }
    return parts;
  }

  private static int largest(long[] remainders) {
    int largest = 0;
    for (int i = 1; i < remainders.length; i++) {
      largest = remainders[i] > remainders[largest] ? i : largest;
    }
    return largest;
  }
}
