package io.barometer.model.score;

import io.barometer.model.measure.Reading;
import io.barometer.model.score.Line.Lines;
import io.barometer.model.scorecard.MissingPolicy;

/**
 * A weighted average for one day. The normalised values are rounded to 10⁻⁹; everything after that
 * is exact in {@code long}: weights are at most 4 × 10⁶ in all, so no intermediate exceeds 8 ×
 * 10¹⁸.
 */
final class Weighing implements Run {
  private static final long ONE = 1_000_000_000L;
  private static final int FULL = 1000;

  private final Tree tree;
  private final Reading reading;
  private final double[] normalised;
  private final Treatment[] treatments;
  private final long[] nanos;
  private final EffectiveWeights effective;
  private long covered;
  private String objection = "";

  Weighing(Tree tree, Reading reading) {
    int size = tree.leaves.length;
    this.tree = tree;
    this.reading = reading;
    normalised = new double[size];
    treatments = new Treatment[size];
    nanos = new long[size];
    boolean[] counts = new boolean[size];
    boolean[] hasData = new boolean[size];
    for (int i = 0; i < size; i++) {
      read(i, tree.leaves[i]);
      counts[i] = treatments[i].counts();
      hasData[i] = treatments[i] == Treatment.COUNTED;
    }
    effective = new EffectiveWeights(tree, counts, hasData, nanos);
  }

  private void read(int i, WeighedInput input) {
    double value = reading.metric(input.place());
    if (Double.isNaN(value)) {
      normalised[i] = Double.NaN;
      miss(i, input);
      return;
    }
    normalised[i] = input.input().normaliser().normalise(value);
    covered += tree.nominal[i];
    count(i, normalised[i], Treatment.COUNTED);
  }

  private void miss(int i, WeighedInput input) {
    switch (input.input().missing()) {
      case MissingPolicy.Exclude _ -> treatments[i] = Treatment.EXCLUDED;
      case MissingPolicy.Zero _ -> count(i, 0, Treatment.ZERO);
      case MissingPolicy.Neutral(double value) -> count(i, value, Treatment.NEUTRAL);
      case MissingPolicy.Unknown _ -> {
        treatments[i] = Treatment.UNKNOWN;
        objection = "no data for " + input.metric().title();
      }
    }
  }

  private void count(int i, double share, Treatment treatment) {
    treatments[i] = treatment;
    nanos[i] = nanos(share);
  }

  /** A share of 0 to 1 rounded to 10⁻⁹. */
  static long nanos(double share) {
    return (long) Math.floor(share * ONE + 0.5);
  }

  /** Half-up tenths of a sum of weights × nanos. */
  static int tenths(long sum, long weights) {
    long whole = weights * ONE;
    return (int) ((2 * FULL * sum + whole) / (2 * whole));
  }

  @Override
  public long weight() {
    return tree.nominalSum;
  }

  @Override
  public long covered() {
    return covered;
  }

  @Override
  public long fresh(int days) {
    long fresh = 0;
    for (int i = 0; i < nanos.length; i++) {
      boolean counts = treatments[i] == Treatment.COUNTED;
      fresh += counts && reading.isFresh(tree.leaves[i].place(), days) ? tree.nominal[i] : 0;
    }
    return fresh;
  }

  @Override
  public String objection() {
    return objection.isEmpty() && effective.sum == 0 ? "no data" : objection;
  }

  /** Half-up tenths of the exact weighted mean. */
  @Override
  public int tenths() {
    long sum = 0;
    for (int i = 0; i < nanos.length; i++) {
      sum += effective.weights[i] * nanos[i];
    }
    return tenths(sum, effective.sum);
  }

  @Override
  public double group(String name) {
    int group = tree.groupIndex(name);
    return group < 0 ? Double.NaN : effective.results[group];
  }

  @Override
  public void addTo(Lines lines, boolean scored) {
    int[] parts = scored ? parts() : new int[nanos.length];
    for (int i = 0; i < parts.length; i++) {
      WeighedInput input = tree.leaves[i];
      long weight = scored ? effective.weights[i] : 0;
      lines.add(
          new Line(
              input.dimension(),
              input.metric().name(),
              input.metric(),
              "",
              reading.metric(input.place()),
              normalised[i],
              100.0 * tree.nominal[i] / tree.nominalSum,
              scored ? 100.0 * weight / effective.sum : 0,
              parts[i],
              scored ? (int) Math.ceilDiv(FULL * weight, effective.sum) : 0,
              treatments[i]));
    }
  }

  /** The score in parts, equal remainders in the order of the scorecard. */
  private int[] parts() {
    long[] exact = new long[nanos.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = FULL * (effective.weights[i] * nanos[i]);
    }
    return Remainders.parts(exact, effective.sum * ONE, tenths());
  }
}
