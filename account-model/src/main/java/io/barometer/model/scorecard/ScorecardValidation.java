package io.barometer.model.scorecard;

import java.util.List;

/** Tells everything that is wrong with a scorecard at once. */
public final class ScorecardValidation {
  private ScorecardValidation() {}

  /** All violations, in the order of the scorecard; empty when it can be used. */
  public static List<Violation> violations(Scorecard card) {
    Findings findings = new Findings();
    findings.sum("dimensions", card.dimensions().stream().mapToInt(Dimension::weight).sum());
    return findings.all();
  }
}
