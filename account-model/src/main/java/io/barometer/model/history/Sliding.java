package io.barometer.model.history;

/** A figure over a window that moves on day by day: its buckets enter and leave, oldest first. */
interface Sliding {
  void enter(DayBucket bucket);

  void leave(DayBucket bucket);

  /** The figure of the window that ends on a day; {@link Double#NaN} when it is missing. */
  double value(long day);
}
