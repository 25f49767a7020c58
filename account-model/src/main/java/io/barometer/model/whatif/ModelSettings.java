package io.barometer.model.whatif;

import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.ScorecardValidation;
import io.barometer.model.scorecard.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights and thresholds of a scorecard set by name.
 *
 * @param weights of a dimension, or of a part inside one by its path, as in {@code care/voice} or
 *     {@code usage/seats_used}; the parts beside it that are not set keep their proportions and
 *     share the rest; 0 leaves a part out. Set in the scorecard and in those of its variants that
 *     have the part
 * @param bands where a band begins, in tenths; in every band set that has a band of the name, or in
 *     one of them as in {@code enterprise/Healthy}
 */
public record ModelSettings(List<Setting> weights, List<Setting> bands) {
  /** Nothing is set. */
  public static final ModelSettings NONE = new ModelSettings(List.of(), List.of());

  private static final String MARK = "what-if";

  public ModelSettings {
    weights = List.copyOf(weights);
    bands = List.copyOf(bands);
  }

  /** What becomes of a scorecard. */
  public sealed interface Outcome {
    /** The scorecard with the settings, or as it is when nothing was set. */
    record Accepted(Scorecard card) implements Outcome {}

    /** Everything that is wrong with the settings, in their order. */
    record Rejected(List<Violation> violations) implements Outcome {
      public Rejected {
        violations = List.copyOf(violations);
      }
    }
  }

  /** Whether nothing is set. */
  public boolean isEmpty() {
    return weights.isEmpty() && bands.isEmpty();
  }

  /** Sets them; the version of the scorecard then ends with {@code what-if}. */
  public Outcome applied(Scorecard card) {
    if (isEmpty()) {
      return new Outcome.Accepted(card);
    }
    List<Violation> found = new ArrayList<>();
    WeightSettings weighed = new WeightSettings(weights, found);
    BandSettings banded = new BandSettings(bands, found);
    Scorecard changed =
        new Scorecard(
            card.name(),
            card.score(),
            card.version() + (card.version().contains("-") ? "." : "-") + MARK,
            card.title(),
            card.sufficiency(),
            card.signals(),
            card.metrics(),
            weighed.method(card),
            card.adjustments(),
            banded.sets(card.bandSets()),
            weighed.variants(card.variants()),
            card.segments(),
            card.stages(),
            card.rollUp(),
            card.overrides());
    weighed.noteUnknown();
    if (found.isEmpty()) {
      found.addAll(ScorecardValidation.violations(changed));
    }
    return found.isEmpty() ? new Outcome.Accepted(changed) : new Outcome.Rejected(found);
  }
}
