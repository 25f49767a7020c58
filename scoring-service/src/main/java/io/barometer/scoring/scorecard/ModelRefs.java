package io.barometer.scoring.scorecard;

import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.ModelRef;

/** How scores name their model. */
public final class ModelRefs {
  private ModelRefs() {}

  /** The reference to a model. */
  public static ModelRef of(Scorecard card) {
    return ModelRef.newBuilder()
        .setScorecard(card.name())
        .setVersion(card.version())
        .setHash(card.hash())
        .build();
  }
}
