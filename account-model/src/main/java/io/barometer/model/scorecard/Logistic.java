package io.barometer.model.scorecard;

import java.util.List;

/**
 * A trained model of churn: probability = 1 / (1 + e<sup>−logit</sup>), logit = intercept + Σ
 * coefficient × (value − typical). A missing value counts as typical.
 */
public record Logistic(double intercept, List<Term> terms) {
  public Logistic {
    terms = List.copyOf(terms);
  }

  /** A metric's part; a positive coefficient means that more of it goes with churn. */
  public record Term(String metric, double coefficient, double typical) {}

  /** The probability of churn for a logit. */
  public static double probability(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }
}
