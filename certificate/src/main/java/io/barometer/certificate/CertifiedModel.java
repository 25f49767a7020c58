package io.barometer.certificate;

import io.barometer.language.ModelFile;
import io.barometer.language.ScorecardProblem;
import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import java.util.List;

/**
 * The model of a certificate.
 *
 * @param name the scorecard's name
 * @param version its semantic version
 * @param hash SHA-256 of the text, lower-case hex
 * @param text the model file in its canonical form
 */
public record CertifiedModel(String name, String version, String hash, String text) {

  /**
   * Whether it ranks accounts among each other, so that no account's own events prove a score.
   *
   * @throws IllegalArgumentException when this program cannot read it
   */
  public boolean ranks() {
    return Scorer.of(card()).ranks();
  }

  /**
   * The scorecard.
   *
   * @throws IllegalArgumentException when this program cannot read it, with the first reason
   */
  Scorecard card() {
    return switch (ScorecardReader.read(name, text)) {
      case ScorecardReading.Accepted(ModelFile model) -> model.card();
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          throw new IllegalArgumentException(problems.getFirst().toString());
    };
  }
}
