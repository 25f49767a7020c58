package io.barometer.model.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said of an account with its score.
 *
 * @param score what counts: the computed score, or the override
 * @param computed what the scorecard computed, whatever a person said
 * @param freshnessPercent share of the weight that had fresh data, 0 to 100, rounded down
 * @param unknownBecause why there is no computed score; empty when there is one
 * @param labels those of the adjustments that apply
 * @param override the override that holds; null when none does
 */
public record Assessment(
    Score score,
    Score computed,
    int freshnessPercent,
    String unknownBecause,
    Resolution resolution,
    List<String> labels,
    @Nullable ScoreOverride override) {

  public Assessment {
    labels = List.copyOf(labels);
  }
}
