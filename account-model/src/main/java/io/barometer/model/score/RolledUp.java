package io.barometer.model.score;

import java.util.List;
import java.util.OptionalInt;

/**
 * A parent's score from its children.
 *
 * @param tenths empty when they give none
 * @param band its band, or {@code Unknown}
 * @param counted how many children have a score
 * @param unknown how many have none
 * @param objection why they give none; empty when they do
 * @param parts one per child, in order; the points add up to the score exactly
 */
public record RolledUp(
    OptionalInt tenths, String band, int counted, int unknown, String objection, List<Part> parts) {
  public RolledUp {
    parts = List.copyOf(parts);
  }

  /**
   * A child's part of the score, with what it had itself.
   *
   * @param tenths points given
   * @param possibleTenths the most it could give, rounded up
   * @param weightPercent its share of the score, 0 to 100
   */
  public record Part(ChildScore child, int tenths, int possibleTenths, double weightPercent) {}
}
