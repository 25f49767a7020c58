package io.barometer.model.scorecard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model: how one score of an account is computed. Any value can be held; {@link
 * ScorecardValidation} tells what is wrong with it.
 *
 * @param name lower-case letters, digits, {@code _} and {@code -}
 * @param score which score of the account it gives, for example {@code health}
 * @param version semantic version, for example {@code 1.0.0}
 * @param title for people
 * @param bandSets the scorecard's own bands first
 * @param segments first match wins; empty, or the last one takes everybody
 * @param stages of the life cycle, likewise
 * @param rollUp for parent accounts; null when they are scored like others
 * @param overrides who may override; nobody else may
 */
public record Scorecard(
    String name,
    String score,
    String version,
    String title,
    Sufficiency sufficiency,
    List<DerivedSignal> signals,
    List<Metric> metrics,
    Method method,
    List<Adjustment> adjustments,
    List<BandSet> bandSets,
    List<Variant> variants,
    List<Choice> segments,
    List<Choice> stages,
    @Nullable RollUp rollUp,
    List<OverrideRule> overrides) {

  /** The score that a scorecard gives unless it says. */
  public static final String HEALTH = "health";

  public Scorecard {
    signals = List.copyOf(signals);
    metrics = List.copyOf(metrics);
    adjustments = List.copyOf(adjustments);
    bandSets = List.copyOf(bandSets);
    variants = List.copyOf(variants);
    segments = List.copyOf(segments);
    stages = List.copyOf(stages);
    overrides = List.copyOf(overrides);
  }

  /** A weighted average without anything around it. */
  public Scorecard(
      String name,
      String version,
      String title,
      double minimumCoverage,
      List<Metric> metrics,
      List<Dimension> dimensions,
      List<Band> bands) {
    this(
        name,
        HEALTH,
        version,
        title,
        Sufficiency.covered(minimumCoverage),
        List.of(),
        metrics,
        new Method.WeightedAverage(Combine.WEIGHTED_MEAN, dimensions),
        List.of(),
        List.of(new BandSet(BandSet.DEFAULT, bands)),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  /** The scorecard's own bands, lowest first. */
  public List<Band> bands() {
    return bandSets.getFirst().bands();
  }

  /** The dimensions, where the method has some. */
  public List<Dimension> dimensions() {
    return switch (method) {
      case Method.WeightedAverage average -> average.dimensions();
      case Method.Percentile percentile -> percentile.base().dimensions();
      case Method.Rules _, Method.Points _, Method.Probability _ -> List.of();
    };
  }

  /** The canonical form: the same scorecard always gives the same text, a valid model file. */
  public String canonical() {
    return new CanonicalForm().of(this);
  }

  /** SHA-256 of the canonical form, lower-case hex. */
  public String hash() {
    return Sha256.hex(canonical());
  }
}
