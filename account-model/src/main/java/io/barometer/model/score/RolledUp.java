package io.barometer.model.score;

import java.util.List;
import java.util.OptionalInt;

/**
 * A parent's score from its children.
 *
 * @param tenths empty when no child has a score that counts
 * @param band its band, or {@code Unknown}
 * @param counted how many children counted
 * @param unknown how many had no score
 * @param parts one per child, in order; the points add up to the score exactly
 */
public record RolledUp(
    OptionalInt tenths, String band, int counted, int unknown, List<Part> parts) {
  public RolledUp {
    parts = List.copyOf(parts);
  }

  /** A child's part of the score in tenths, with what it had itself. */
  public record Part(ChildScore child, int tenths) {}
}
