package io.barometer.model.scorecard;

import java.util.List;

/**
 * How an account is scored: a weighted average of inputs, grouped in dimensions. Any value can be
 * held; {@link ScorecardValidation} tells what is wrong with it.
 *
 * @param name lower-case letters, digits, {@code _} and {@code -}
 * @param version semantic version, for example {@code 1.0.0}
 * @param title for people
 * @param minimumCoverage share of the weight that must have data, 0 to 1; below it there is no
 *     score
 * @param bands lowest first
 */
public record Scorecard(
    String name,
    String version,
    String title,
    double minimumCoverage,
    List<Metric> metrics,
    List<Dimension> dimensions,
    List<Band> bands) {

  public Scorecard {
    metrics = List.copyOf(metrics);
    dimensions = List.copyOf(dimensions);
    bands = List.copyOf(bands);
  }

  /** The canonical form: the same scorecard always gives the same text, valid YAML. */
  public String canonical() {
    return new CanonicalForm().of(this);
  }

  /** SHA-256 of the canonical form, lower-case hex. */
  public String hash() {
    return Sha256.hex(canonical());
  }
}
