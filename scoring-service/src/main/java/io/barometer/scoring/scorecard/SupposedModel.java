package io.barometer.scoring.scorecard;

import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.whatif.ModelSettings;
import io.barometer.proto.scoring.v1.ModelRef;
import java.util.Optional;

/**
 * A model that somebody supposes.
 *
 * @param model another one of the tenant's; empty for the one in effect
 * @param file one that need not be registered; empty for none
 * @param settings what is set in it
 */
public record SupposedModel(
    Optional<ModelRef> model, Optional<Scorecard> file, ModelSettings settings) {

  /** Whether it is the one in effect, as it stands. */
  public boolean isEmpty() {
    return model.isEmpty() && file.isEmpty() && settings.isEmpty();
  }
}
