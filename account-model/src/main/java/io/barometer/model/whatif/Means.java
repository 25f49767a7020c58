package io.barometer.model.whatif;

/** What has to happen for a metric to take another value. */
public enum Means {
  /** More observations. */
  MORE,
  /** An observation of that value. */
  VALUE,
  /** More observations of the best value there is. */
  BEST_VALUES,
  /** Observations on each of the next days. */
  EVERY_DAY,
  /** Nothing new: what happened cannot be undone, but it leaves the window or fades. */
  WAITING
}
