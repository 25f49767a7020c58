package io.barometer.model.score;

import io.barometer.model.measure.Columns;
import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.MissingPolicy;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The weighted average of one account on consecutive days: what {@link Weighing} computes, with a
 * column of normalised values for each input. Which inputs have data decides the weights, and stays
 * the same for months, so the weights are kept until it changes; where a minimum or a maximum
 * decides, they are computed for each day.
 */
final class AverageDays {
  /** Inputs with data are the bits of a long. */
  static final int MOST_INPUTS = 64;

  private final Tree tree;
  private final boolean weighEachDay;
  private final long[][] nanos;
  private final DoubleUnaryOperator[] normalisers;
  private final long[] row;
  private final long[] missing;
  private final boolean[] counts;
  private final boolean[] hasData;

  /** Bits of the inputs whose absence leaves no score. */
  private final long needed;

  private long[] data = {};
  private boolean open;
  private int day;
  private long weighed;
  private EffectiveWeights weights;
  private long covered;

  /**
   * Makes a tree ready.
   *
   * @param readsGroups whether the results of groups are asked for
   */
  AverageDays(Tree tree, boolean readsGroups) {
    int size = tree.leaves.length;
    this.tree = tree;
    this.weighEachDay = readsGroups || selects(tree);
    this.nanos = new long[size][0];
    this.normalisers = new DoubleUnaryOperator[size];
    this.row = new long[size];
    this.missing = new long[size];
    this.counts = new boolean[size];
    this.hasData = new boolean[size];
    long without = 0;
    for (int i = 0; i < size; i++) {
      normalisers[i] = Curve.of(tree.leaves[i].input().normaliser());
      MissingPolicy policy = tree.leaves[i].input().missing();
      missing[i] =
          policy instanceof MissingPolicy.Neutral(double value) ? Weighing.nanos(value) : 0;
      without |= policy instanceof MissingPolicy.Unknown ? 1L << i : 0;
    }
    this.needed = without;
    this.weights = weigh(0);
  }

  private static boolean selects(Tree tree) {
    return Arrays.stream(tree.groups)
        .anyMatch(group -> group.combine() == Combine.MIN || group.combine() == Combine.MAX);
  }

  /** Forgets the account before. */
  void close() {
    open = false;
  }

  /** Chooses a day, so many days after the first one. */
  void move(Columns columns, int i) {
    if (!open) {
      read(columns);
    }
    day = i;
    if (weighEachDay || data[i] != weighed) {
      weights = weigh(data[i]);
    }
  }

  private void read(Columns columns) {
    int length = columns.length();
    data = data.length < length ? new long[length] : data;
    Arrays.fill(data, 0, length, 0);
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = nanos[i].length < length ? new long[length] : nanos[i];
      normalise(columns.metric(tree.leaves[i].place()), i, length);
    }
    open = true;
  }

  private void normalise(double[] values, int input, int length) {
    DoubleUnaryOperator normaliser = normalisers[input];
    long[] into = nanos[input];
    long bit = 1L << input;
    double before = Double.NaN;
    long share = 0;
    for (int i = 0; i < length; i++) {
      double value = values[i];
      if (Double.isNaN(value)) {
        into[i] = missing[input];
        continue;
      }
      if (value != before) {
        before = value;
        share = Weighing.nanos(normaliser.applyAsDouble(value));
      }
      into[i] = share;
      data[i] |= bit;
    }
  }

  private EffectiveWeights weigh(long with) {
    weighed = with;
    covered = 0;
    for (int i = 0; i < row.length; i++) {
      hasData[i] = (with & 1L << i) != 0;
      counts[i] = hasData[i] || counts(tree.leaves[i].input().missing());
      covered += hasData[i] ? tree.nominal[i] : 0;
      row[i] = open ? nanos[i][day] : 0;
    }
    return new EffectiveWeights(tree, counts, hasData, row);
  }

  private static boolean counts(MissingPolicy missing) {
    return switch (missing) {
      case MissingPolicy.Zero _, MissingPolicy.Neutral _ -> true;
      case MissingPolicy.Exclude _, MissingPolicy.Unknown _ -> false;
    };
  }

  /** The weight that has data, of {@link #weight}. */
  long covered() {
    return covered;
  }

  long weight() {
    return tree.nominalSum;
  }

  /** Whether there can be a score. */
  boolean complete() {
    return (needed & ~weighed) == 0 && weights.sum > 0;
  }

  /** The score; read only when it is complete. */
  int tenths() {
    long sum = 0;
    for (int i = 0; i < nanos.length; i++) {
      sum += weights.weights[i] * nanos[i][day];
    }
    return Weighing.tenths(sum, weights.sum);
  }

  /** The result of a group, 0 to 100; {@link Double#NaN} when there is none. */
  double group(String name) {
    int group = tree.groupIndex(name);
    return group < 0 ? Double.NaN : weights.results[group];
  }
}
