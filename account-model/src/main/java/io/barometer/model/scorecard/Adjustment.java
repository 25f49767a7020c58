package io.barometer.model.scorecard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the score after the method.
 *
 * @param when applies when this holds
 * @param reason for people
 * @param label goes with the score when it applies; null for none
 */
public record Adjustment(
    String name, Effect effect, Expression when, String reason, @Nullable String label) {

  /** What it does. Points in tenths. */
  public sealed interface Effect {}

  /** Other adjustments do not apply; an empty list means all of them. */
  public record Except(List<String> names) implements Effect {
    public Except {
      names = List.copyOf(names);
    }
  }

  /** The score times this. */
  public record Factor(double factor) implements Effect {}

  /** So many tenths more, or less when negative. */
  public record Bonus(int tenths) implements Effect {}

  /** At least so many tenths. */
  public record Floor(int tenths) implements Effect {}

  /** At most so many tenths. */
  public record Cap(int tenths) implements Effect {}

  /** Exactly so many tenths, after everything else; of several the lowest. */
  public record Veto(int tenths) implements Effect {}

  /** Nothing but the label. */
  public record Label() implements Effect {}
}
