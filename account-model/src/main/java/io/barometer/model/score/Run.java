package io.barometer.model.score;

import io.barometer.model.score.Line.Lines;

/** A method applied to one account on one day. */
interface Run {
  /** The whole weight, in units of the method's own. */
  long weight();

  /** The weight that has data. */
  long covered();

  /** The weight that has data told at most so many days ago. */
  long fresh(int days);

  /** What the weight is the weight of, for people. */
  default String whole() {
    return "the weight";
  }

  /** Why there is no score when nothing is covered. */
  default String nothing() {
    return "no data";
  }

  /** Why there can be no score; empty when there can. */
  String objection();

  /** The score, 0 to 1000; read only without an objection. */
  int tenths();

  /** Adds the lines of an explanation. Without a score every line gives 0. */
  void addTo(Lines lines, boolean scored);

  /** The result of a group, 0 to 100; {@link Double#NaN} when there is none. */
  double group(String name);
}
