package io.barometer.model.scorecard;

import java.util.List;

/**
 * A verdict and when it holds.
 *
 * @param name for example {@code red}
 * @param tenths the score it gives
 * @param holds when
 * @param rules its conditions; none for {@link Holds#OTHERWISE}
 */
public record Verdict(String name, int tenths, Holds holds, List<Rule> rules) {
  public Verdict {
    rules = List.copyOf(rules);
  }

  /** How many of the conditions it takes. */
  public enum Holds {
    /** One of them. */
    ANY,
    /** All of them. */
    ALL,
    /** None: it holds when nothing before it did. */
    OTHERWISE
  }

  /** A condition with its reason for people. */
  public record Rule(Expression when, String reason) {}
}
