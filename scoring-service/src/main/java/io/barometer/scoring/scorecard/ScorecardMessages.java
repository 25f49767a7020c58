package io.barometer.scoring.scorecard;

import io.barometer.language.ModelFile;
import io.barometer.proto.scoring.v1.ListScorecardsResponse;
import io.barometer.proto.scoring.v1.Scorecard;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells clients which scorecards there are, the active one first. */
@ApplicationScoped
public class ScorecardMessages {
  private final ListScorecardsResponse all;

  ScorecardMessages(ShippedModels shipped) {
    var response = ListScorecardsResponse.newBuilder().addScorecards(message(shipped.standard()));
    shipped.all().stream()
        .filter(scorecard -> !scorecard.equals(shipped.standard()))
        .forEach(scorecard -> response.addScorecards(message(scorecard)));
    this.all = response.build();
  }

  /** Answers the call. */
  public ListScorecardsResponse list() {
    return all;
  }

  private static Scorecard message(ModelFile scorecard) {
    return Scorecard.newBuilder()
        .setModel(ModelRefs.of(scorecard.card()))
        .setTitle(scorecard.card().title())
        .setCanonicalYaml(scorecard.card().canonical())
        .build();
  }
}
