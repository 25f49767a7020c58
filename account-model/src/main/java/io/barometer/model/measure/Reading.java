package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Readings;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one account on one day, each read when it is first asked for and then remembered.
 * For one thread.
 */
public final class Reading implements Readings {
  private static final ToDoubleFunction<String> NO_GROUPS = _ -> Double.NaN;

  private final Measures measures;
  private final @Nullable Columns columns;
  private AccountHistory history;
  private long day;
  private final double[] values;
  private final boolean[] read;
  private long @Nullable [] seen;
  private boolean @Nullable [] assumed;
  private boolean dividedByZero;
  private long told;
  private double score = Double.NaN;
  private ToDoubleFunction<String> groups = NO_GROUPS;

  Reading(Measures measures, AccountHistory history, long day) {
    this.measures = measures;
    this.columns = null;
    this.history = history;
    this.day = day;
    this.values = new double[measures.size()];
    this.read = new boolean[measures.size()];
  }

  /** Of metrics that were all read before. */
  Reading(Measures measures, Snapshot snapshot) {
    this(measures, snapshot.facts(), snapshot.day());
    System.arraycopy(snapshot.values(), 0, values, 0, values.length);
    Arrays.fill(read, true);
    this.seen = snapshot.lastSeen();
  }

  /** Of the first day of the columns; another one after {@link #move}. */
  Reading(Measures measures, Columns columns) {
    this.measures = measures;
    this.columns = columns;
    this.history = columns.history();
    this.day = columns.firstDay();
    this.values = new double[0];
    this.read = new boolean[0];
  }

  /** The history that is read. */
  public AccountHistory history() {
    return history;
  }

  /** The day, as of whose end it is read. */
  public long day() {
    return day;
  }

  /**
   * Reads a metric as if it had this value, told today; {@link Double#NaN} for missing. What is
   * made of it follows. Before anything is read.
   */
  public void assume(int place, double value) {
    boolean[] places = assumed == null ? new boolean[values.length] : assumed;
    assumed = places;
    places[place] = true;
    values[place] = value;
    read[place] = true;
  }

  @Override
  public double metric(int place) {
    if (columns != null) {
      return columns.metric(place)[place()];
    }
    if (!read[place]) {
      values[place] = measures.cell(place).value(this);
      read[place] = true;
    }
    return values[place];
  }

  @Override
  public @Nullable String fact(String name) {
    return columns == null ? history.fact(name, day).orElse(null) : columns.fact(name)[place()];
  }

  @Override
  public double group(String name) {
    told++;
    return groups.applyAsDouble(name);
  }

  @Override
  public double score() {
    told++;
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

  /**
   * Reads another day of the columns, so many days after their first, and forgets what it was told.
   *
   * @throws NullPointerException when it is not a reading of columns
   */
  public Reading move(int days) {
    Columns moved = Objects.requireNonNull(columns);
    history = moved.history();
    day = moved.firstDay() + days;
    score = Double.NaN;
    groups = NO_GROUPS;
    dividedByZero = false;
    return this;
  }

  /** Which day of the columns is read, in days after their first. */
  public int place() {
    return columns == null ? 0 : (int) (day - columns.firstDay());
  }

  /** How many times it has told the score or a group. */
  public long told() {
    return told;
  }

  /** The metric at a place. */
  public Metric describe(int place) {
    return measures.metric(place);
  }

  /** Whether the metric's data was told at most so many days ago. */
  public boolean isFresh(int place, int days) {
    return lastSeen(place) >= day - days;
  }

  long lastSeen(int place) {
    if (assumed != null && assumed[place]) {
      return day;
    }
    return seen == null ? measures.cell(place).lastSeen(this) : seen[place];
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
