package io.barometer.model.scorecard;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something wrong with a scorecard.
 *
 * @param path where, for example {@code dimensions[1].inputs[0].metric}
 * @param message what is wrong and what would be right, for people
 * @param details figures for programs, for example {@code sum} and {@code expected}
 */
public record Violation(
    String path, Reason reason, String message, SortedMap<String, String> details) {

  public Violation {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /** The kind of mistake. */
  public enum Reason {
    /** A value of the wrong kind, or a key that means nothing {nearest}. */
    FORMAT,
    /** A text that must be there is empty, or a list has no element. */
    REQUIRED,
    /** A name holds characters that names do not have. */
    NAME_FORMAT,
    /** A name stands twice. */
    NAME_TAKEN,
    /** A number is outside its range, or not finite. */
    RANGE,
    /** Weights do not add up {sum, expected}. */
    WEIGHTS_SUM,
    /** There is no metric of that name {nearest}. */
    METRIC_UNKNOWN,
    /** A metric is built on itself. */
    METRIC_CYCLE,
    /** Metrics are nested too deep. */
    COST_LIMIT,
    /** A metric cannot be built on a metric of that kind. */
    METRIC_KIND,
    /** There is no signal of that name {nearest}. */
    SIGNAL_UNKNOWN,
    /** The x of points or steps do not ascend. */
    POINTS_ORDER,
    /** Scores that belong to no band {from, below}. */
    BANDS_GAP,
    /** Scores that belong to two bands {from, below}. */
    BANDS_OVERLAP,
    /** There is no band set, variant, dimension, adjustment or band of that name {nearest}. */
    NAME_UNKNOWN,
    /** Elements do not stand in the order that they need. */
    ORDER,
    /** An account would belong to no segment, stage or verdict, or to two. */
    OTHERWISE,
    /** Units that do not fit are compared or added {left, right}. */
    UNIT_MISMATCH,
    /** An expression that is none. */
    EXPRESSION,
    /** A divisor can be 0 and no value is declared for that {suggested}. */
    DIVISION_BY_ZERO
  }
}
