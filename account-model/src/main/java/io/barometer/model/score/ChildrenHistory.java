package io.barometer.model.score;

/**
 * The children of one account day by day: a score of a past day is made of the children of then.
 */
@FunctionalInterface
public interface ChildrenHistory {
  /** No child on any day. */
  ChildrenHistory NONE = day -> Children.NONE;

  /** The children at the end of a day, with their scores of that day. */
  Children on(long day);
}
