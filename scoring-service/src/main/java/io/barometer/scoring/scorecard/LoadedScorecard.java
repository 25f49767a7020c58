package io.barometer.scoring.scorecard;

import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.ModelRef;

/**
 * A scorecard as a file told it.
 *
 * @param card what is scored with
 * @param description for people; may be empty
 * @param author for people; may be empty
 * @param reason why this version exists; may be empty
 */
public record LoadedScorecard(Scorecard card, String description, String author, String reason) {

  /** How scores name this model. */
  public ModelRef model() {
    return ModelRef.newBuilder()
        .setScorecard(card.name())
        .setVersion(card.version())
        .setHash(card.hash())
        .build();
  }
}
