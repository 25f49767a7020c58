package io.barometer.model.score;

import io.barometer.model.scorecard.Combine;
import java.util.Arrays;

/**
 * The weights of the inputs that count, after those without a value were left out: first inside
 * their group, so that a group keeps its weight while any of its parts counts, then an empty group
 * among the groups beside it. In a minimum and a maximum the part that decides has the weight of
 * the whole group. Over the common denominator of the groups every weight is a whole number, and
 * what is computed from it is exact.
 */
final class EffectiveWeights {

  /**
   * The largest sum of weights with which tenths × 10⁹ × weights fit into a long. Beyond it, which
   * takes several groups with odd weights and gaps at once, weights are rounded down to this
   * fineness.
   */
  static final long FINEST = 4_000_000;

  private static final double ONE = 1e9;

  private final Tree tree;
  private final boolean[] counts;
  private final boolean[] hasData;
  private final long[] nanos;
  private final boolean selecting;

  /** The weights of the inputs, in their order; 0 for what does not count. */
  final long[] weights;

  /** For each group its result, 0 to 100; {@link Double#NaN} when it has none. */
  final double[] results;

  /** The sum of the weights; 0 when nothing counts. */
  final long sum;

  /**
   * Weighs.
   *
   * @param counts which inputs count
   * @param hasData which of them do so with a value of their own
   * @param nanos their normalised values × 10<sup>9</sup>
   */
  EffectiveWeights(Tree tree, boolean[] counts, boolean[] hasData, long[] nanos) {
    this(tree, counts, hasData, nanos, true);
  }

  private EffectiveWeights(
      Tree tree, boolean[] counts, boolean[] hasData, long[] nanos, boolean selecting) {
    this.tree = tree;
    this.counts = counts;
    this.hasData = hasData;
    this.nanos = nanos;
    this.selecting = selecting;
    this.weights = new long[counts.length];
    this.results = new double[tree.groups.length];
    this.sum = weigh(tree.groups[0]);
  }

  /** The shares when every input counts and no part decides alone. */
  static long[] nominal(Tree tree) {
    boolean[] all = new boolean[tree.leaves.length];
    Arrays.fill(all, true);
    return new EffectiveWeights(tree, all, all, new long[all.length], false).weights;
  }

  private long weigh(Tree.Group group) {
    long[] sums = new long[group.children().length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = weigh(group.children()[i]);
    }
    long total = selecting && belowCoverage(group) ? 0 : combined(group, sums);
    if (total == 0) {
      Arrays.fill(weights, group.from(), group.to(), 0);
    }
    results[group.index()] = total == 0 ? Double.NaN : 100 * mean(group.from(), group.to(), total);
    return total;
  }

  private long weigh(int child) {
    if (child < 0) {
      return weigh(tree.groups[-1 - child]);
    }
    weights[child] = counts[child] ? 1 : 0;
    return weights[child];
  }

  private boolean belowCoverage(Tree.Group group) {
    if (group.minimumCoverage() == 0) {
      return false;
    }
    long covered = 0;
    long whole = 0;
    for (int i = group.from(); i < group.to(); i++) {
      whole += tree.nominal[i];
      covered += hasData[i] ? tree.nominal[i] : 0;
    }
    return covered < group.minimumCoverage() * whole;
  }

  private long combined(Tree.Group group, long[] sums) {
    return switch (group.combine()) {
      case WEIGHTED_MEAN, MEAN -> shared(group, sums);
      case MIN, MAX -> selecting ? selected(group, sums) : shared(group, sums);
    };
  }

  /** Every part keeps its share; a part without a value is left out. */
  private long shared(Tree.Group group, long[] sums) {
    long divisor = 0;
    long common = 1;
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] > 0) {
        divisor = gcd(divisor, group.weights()[i]);
        common = Math.min(FINEST + 1, common / gcd(common, sums[i]) * sums[i]);
      }
    }
    long total = 0;
    for (int i = 0; i < sums.length && divisor > 0; i++) {
      total += sums[i] > 0 ? group.weights()[i] / divisor * common : 0;
    }
    if (total > FINEST) {
      return rounded(group, sums);
    }
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] > 0) {
        scale(group.children()[i], group.weights()[i] / divisor * (common / sums[i]));
      }
    }
    return total;
  }

  private void scale(int child, long factor) {
    for (int i = from(child); i < to(child); i++) {
      weights[i] *= factor;
    }
  }

  private long rounded(Tree.Group group, long[] sums) {
    long whole = 0;
    for (int i = 0; i < sums.length; i++) {
      whole += sums[i] > 0 ? group.weights()[i] : 0;
    }
    long total = 0;
    for (int i = 0; i < sums.length; i++) {
      for (int n = from(group.children()[i]); n < to(group.children()[i]); n++) {
        weights[n] = share(weights[n], sums[i], group.weights()[i], whole);
        total += weights[n];
      }
    }
    return total;
  }

  /** ⌊FINEST × weight/sum × groupWeight/whole⌋; the product stays below 2⁶³. */
  private static long share(long weight, long sum, long groupWeight, long whole) {
    return sum == 0 ? 0 : Math.multiplyExact(weight * groupWeight, FINEST) / (sum * whole);
  }

  /** The deciding part stands for the group. */
  private long selected(Tree.Group group, long[] sums) {
    boolean least = group.combine() == Combine.MIN;
    int best = -1;
    double bestMean = 0;
    for (int i = 0; i < sums.length; i++) {
      int child = group.children()[i];
      double mean = sums[i] == 0 ? Double.NaN : mean(from(child), to(child), sums[i]);
      if (sums[i] > 0 && (best < 0 || (least ? mean < bestMean : mean > bestMean))) {
        best = i;
        bestMean = mean;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      if (i != best) {
        Arrays.fill(weights, from(group.children()[i]), to(group.children()[i]), 0);
      }
    }
    return best < 0 ? 0 : sums[best];
  }

  private double mean(int from, int to, long total) {
    long weighed = 0;
    for (int i = from; i < to; i++) {
      weighed += weights[i] * nanos[i];
    }
    return weighed / (total * ONE);
  }

  private int from(int child) {
    return child < 0 ? tree.groups[-1 - child].from() : child;
  }

  private int to(int child) {
    return child < 0 ? tree.groups[-1 - child].to() : child + 1;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
