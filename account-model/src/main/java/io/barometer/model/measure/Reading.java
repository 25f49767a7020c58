package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Readings;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one account on one day, each read when it is first asked for and then remembered.
 * For one thread.
 */
public final class Reading implements Readings {
  private final Measures measures;
  private final AccountHistory history;
  private final long day;
  private final double[] values;
  private final boolean[] read;
  private boolean dividedByZero;
  private double score = Double.NaN;
  private ToDoubleFunction<String> groups = _ -> Double.NaN;

  Reading(Measures measures, AccountHistory history, long day) {
    this.measures = measures;
    this.history = history;
    this.day = day;
    this.values = new double[measures.size()];
    this.read = new boolean[measures.size()];
  }

  /** The history that is read. */
  public AccountHistory history() {
    return history;
  }

  /** The day, as of whose end it is read. */
  public long day() {
    return day;
  }

  @Override
  public double metric(int place) {
    if (!read[place]) {
      values[place] = measures.cell(place).value(this);
      read[place] = true;
    }
    return values[place];
  }

  @Override
  public @Nullable String fact(String name) {
    return history.fact(name, day).orElse(null);
  }

  @Override
  public double group(String name) {
    return groups.applyAsDouble(name);
  }

  @Override
  public double score() {
    return score;
  }

  @Override
  public void dividedByZero() {
    dividedByZero = true;
  }

  /** Lets later expressions read the score before adjustments and the groups it was made of. */
  public void tell(double scored, ToDoubleFunction<String> groupValues) {
    score = scored;
    groups = groupValues;
  }

  /** The metric at a place. */
  public Metric describe(int place) {
    return measures.metric(place);
  }

  /** Whether the metric's data was told at most so many days ago. */
  public boolean isFresh(int place, int days) {
    return measures.cell(place).lastSeen(history, day) >= day - days;
  }

  /** Forgets zero divisors until the expression ends; returns what was known of them. */
  boolean beginExpression() {
    boolean before = dividedByZero;
    dividedByZero = false;
    return before;
  }

  boolean endExpression(boolean before) {
    boolean met = dividedByZero;
    dividedByZero = before;
    return met;
  }
}
