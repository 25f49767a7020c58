package io.barometer.model.whatif;

import io.barometer.model.score.Score;
import java.util.OptionalDouble;

/**
 * A change of one metric.
 *
 * @param metric its name
 * @param title what people call it
 * @param unit may be empty
 * @param before its value; empty when missing
 * @param after the value that is suggested
 * @param means what has to happen
 * @param steps how many observations, or of {@link Means#EVERY_DAY} and {@link Means#WAITING} how
 *     many days
 * @param score the computed score with that value, and with those of the suggestions before it
 *     where several go together
 * @param reaches whether that is the band wanted, or a higher one
 * @param cost the change divided by how far the metric moved in the last 52 weeks
 * @param text a sentence for people
 */
public record Suggestion(
    String metric,
    String title,
    String unit,
    OptionalDouble before,
    double after,
    Means means,
    long steps,
    Score score,
    boolean reaches,
    double cost,
    String text) {

  /** How many days it takes at least; 0 for what can happen at once. */
  public long days() {
    return switch (means) {
      case MORE, VALUE, BEST_VALUES -> 0;
      case EVERY_DAY, WAITING -> steps;
    };
  }
}
