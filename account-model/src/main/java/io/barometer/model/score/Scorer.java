package io.barometer.model.score;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.Columns;
import io.barometer.model.measure.Measures;
import io.barometer.model.measure.Moves;
import io.barometer.model.measure.Reading;
import io.barometer.model.measure.Snapshot;
import io.barometer.model.scorecard.Adjustment;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Choice;
import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.RollUp;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.ScorecardValidation;
import io.barometer.model.scorecard.Variant;
import io.barometer.model.scorecard.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Scores accounts with one scorecard: the same history, day, scorecard and populations give the
 * same result on every machine. Only what occurred on or before the day is read. Immutable.
 */
public final class Scorer {
  /** Shares are compared in hundredths of a percent. */
  static final long WHOLE = 10_000;

  private final Scorecard card;
  private final Measures measures;
  private final Resolver resolver;
  private final Engine[] engines;
  private final UsedMetrics used;
  private final long leastCovered;
  private final long leastFresh;
  private final String overrideFact;
  private final Overrides overrides;
  private final PopulationHistory populations;
  private final @Nullable Set<String> connected;
  private final ChildrenHistory children;

  private Scorer(Scorecard card) {
    this.card = card;
    this.measures = Measures.of(card.metrics(), card.signals());
    this.resolver = new Resolver(card, measures);
    this.engines = engines();
    this.used = used();
    this.leastCovered = (long) StrictMath.rint(card.sufficiency().minimumCoverage() * WHOLE);
    this.leastFresh = (long) StrictMath.rint(card.sufficiency().minimumFreshness() * WHOLE);
    this.overrideFact = ScoreOverride.fact(card.score());
    this.overrides = new Overrides(this, overrideFact);
    this.populations = PopulationHistory.NONE;
    this.connected = null;
    this.children = ChildrenHistory.NONE;
  }

  private Scorer(
      Scorer other,
      PopulationHistory populations,
      @Nullable Set<String> connected,
      ChildrenHistory children) {
    this.card = other.card;
    this.measures = other.measures;
    this.resolver = other.resolver;
    this.engines = other.engines;
    this.used = other.used;
    this.leastCovered = other.leastCovered;
    this.leastFresh = other.leastFresh;
    this.overrideFact = other.overrideFact;
    this.overrides = new Overrides(this, overrideFact);
    this.populations = populations;
    this.connected = connected;
    this.children = children;
  }

  /**
   * Makes a scorecard ready.
   *
   * @throws IllegalArgumentException when the scorecard is not valid, with every violation
   */
  public static Scorer of(Scorecard card) {
    List<Violation> violations = ScorecardValidation.violations(card);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("scorecard " + card.name() + ": " + violations);
    }
    return new Scorer(card);
  }

  /** The same, ranking accounts among these, whatever the day. */
  public Scorer among(Populations others) {
    return among(day -> others);
  }

  /** The same, ranking accounts among those of each day. */
  public Scorer among(PopulationHistory others) {
    return new Scorer(this, others, connected, children);
  }

  /**
   * The same for an account that has children: on the days on which it has some, what they give
   * together stands in the place of the method, if the scorecard rolls up.
   */
  public Scorer over(ChildrenHistory family) {
    return new Scorer(this, populations, connected, family);
  }

  /** What a score of a day is made of instead of the account's own history. */
  public Children children(long day) {
    return card.rollUp() == null ? Children.NONE : children.on(day);
  }

  /** Whether a score depends on other accounts. */
  public boolean ranks() {
    return card.method() instanceof Method.Percentile;
  }

  /**
   * The same, knowing which signals any account of the tenant has ever had: explanations then tell
   * a source that is not connected from an account that is silent.
   */
  public Scorer connectedTo(Set<String> signals) {
    return new Scorer(this, populations, new TreeSet<>(signals), children);
  }

  /** The scorecard. */
  public Scorecard card() {
    return card;
  }

  /** The score at the end of a UTC day. */
  public Score score(AccountHistory history, long day) {
    return evaluate(history, day).score();
  }

  /** All that scores of a day are made of, for {@link #score(Snapshot)}. */
  public Snapshot snapshot(AccountHistory history, long day) {
    return measures.snapshot(history, day);
  }

  /**
   * The score that the scorecard computes from what was read by a scorer that {@linkplain
   * #readsAs(Scorer) reads the same}, whatever a person said.
   */
  public Score score(Snapshot snapshot) {
    return new Evaluation(this, measures.read(snapshot), null).computed();
  }

  /** Whether two scorers measure the same, so that one's snapshots are the other's. */
  public boolean readsAs(Scorer other) {
    return card.metrics().equals(other.card.metrics())
        && card.signals().equals(other.card.signals());
  }

  /** Whether anybody ever told an override of this score. */
  public boolean overridden(AccountHistory history) {
    return history.lastFactDay(overrideFact).isPresent();
  }

  /** The score and everything that is said with it. */
  public Assessment assess(AccountHistory history, long day) {
    return evaluate(history, day).assessment();
  }

  /** What rules may read of a day besides the score. */
  public Readout readout(AccountHistory history, long day) {
    return new Evaluation(this, measures.read(history, day), null).readout(used);
  }

  /** Why the score of a day is what it is, and what changed it since another day. */
  public Explanation explain(AccountHistory history, long day, long comparedDay) {
    Evaluation now = evaluate(history, day);
    Evaluation then = day == comparedDay ? now : evaluate(history, comparedDay);
    return new Explainer(this, now, then).explain();
  }

  /**
   * What the scorecard would compute if metrics had other values, whatever a person said.
   *
   * @param assumed metric name to its value; {@link Double#NaN} for missing
   * @throws IllegalArgumentException when the scorecard has no such metric
   */
  public Score assuming(AccountHistory history, long day, Map<String, Double> assumed) {
    Reading reading = measures.read(history, day);
    assumed.forEach((metric, value) -> reading.assume(measures.place(metric), value));
    return new Evaluation(this, reading, null).computed();
  }

  /**
   * What an account gives to a population: its weighted average in tenths, before it is ranked;
   * empty where the method does not rank, or when there is too little data.
   */
  public OptionalInt average(AccountHistory history, long day) {
    return evaluate(history, day).baseTenths();
  }

  /** The segment of an account; empty text when the scorecard has none. */
  public String segment(AccountHistory history, long day) {
    return resolver.choose(measures.read(history, day)).segmentName();
  }

  /**
   * Whether the score stays as it is on every day after this one if nothing more happens, among the
   * same accounts; whoever ticks may leave the account out. Not looked into for a parent.
   */
  public boolean settledAfter(AccountHistory history, long day) {
    if (leastFresh > 0 || children != ChildrenHistory.NONE || override(history, day) != null) {
      return false;
    }
    OptionalLong overridden = history.lastFactDay(overrideFact);
    return used.settledAfter(history, day) && overridden.orElse(Long.MIN_VALUE) <= day;
  }

  /** The scorecard's own band of a score in tenths, 0 to 1000. */
  public String bandOf(int tenths) {
    return card.bandSets().getFirst().bandOf(tenths);
  }

  Resolver resolver() {
    return resolver;
  }

  /** Whether so much of the weight has data as a score needs. */
  boolean covers(long covered, long weight) {
    return covered * WHOLE >= leastCovered * weight;
  }

  /** The band of a score in one of the band sets. */
  String band(int bandSet, OptionalInt tenths) {
    BandSet bands = card.bandSets().get(bandSet);
    return tenths.isPresent() ? bands.bandOf(tenths.getAsInt()) : Band.UNKNOWN;
  }

  Columns columns() {
    return measures.columns();
  }

  /** Whether a day on which no metric and no fact moved has the score of the day before. */
  boolean readsMetricsAndFactsOnly() {
    return leastFresh == 0
        && children == ChildrenHistory.NONE
        && (!ranks() || populations == PopulationHistory.NONE);
  }

  /** Watches everything that scores are made of, but overrides. */
  void watch(Columns columns, Moves moves) {
    used.watch(columns, moves);
  }

  /** For each variant its weighted average; null where the method is another one. */
  @Nullable AverageDays[] averageDays() {
    boolean groups = card.adjustments().stream().anyMatch(one -> !one.when().groups().isEmpty());
    @Nullable AverageDays[] averages = new AverageDays[engines.length];
    for (int i = 0; i < averages.length; i++) {
      boolean columnar =
          engines[i] instanceof Engine.Average(Tree tree)
              && tree.leaves.length <= AverageDays.MOST_INPUTS;
      averages[i] = columnar ? new AverageDays(((Engine.Average) engines[i]).tree(), groups) : null;
    }
    return averages;
  }

  long leastFresh() {
    return leastFresh;
  }

  Run run(Reading reading, Resolver.Chosen chosen, Children parts) {
    RollUp rollUp = card.rollUp();
    if (rollUp != null && !parts.none()) {
      return new RollingUp(rollUp, parts, card.bandSets().getFirst());
    }
    return engines[chosen.variant()].run(reading, chosen.segmentName(), populations);
  }

  @Nullable ScoreOverride override(AccountHistory history, long day) {
    return overrides.holding(history, day);
  }

  /** What the scorecard computes, whatever a person said. */
  OptionalInt computed(AccountHistory history, long day) {
    return new Evaluation(this, measures.read(history, day), null).computed().tenths();
  }

  /** Whether any account has ever had all signals of a metric; true when nobody knows. */
  boolean isConnected(String metric) {
    return connected == null || connected.containsAll(measures.signalsOf(measures.place(metric)));
  }

  private Evaluation evaluate(AccountHistory history, long day) {
    return new Evaluation(this, measures.read(history, day), override(history, day));
  }

  private Engine[] engines() {
    List<Engine> ready = new ArrayList<>();
    ready.add(engine(card.dimensions()));
    for (Variant variant : card.variants()) {
      ready.add(engine(variant.applied(card.dimensions())));
    }
    return ready.toArray(Engine[]::new);
  }

  private Engine engine(List<Dimension> dimensions) {
    Method.WeightedAverage average =
        switch (card.method()) {
          case Method.WeightedAverage own -> own;
          case Method.Percentile percentile -> percentile.base();
          case Method.Rules _, Method.Points _, Method.Probability _ ->
              new Method.WeightedAverage(Combine.WEIGHTED_MEAN, List.of());
        };
    return Engine.of(card.method(), Tree.of(average, dimensions, measures), measures);
  }

  private UsedMetrics used() {
    UsedMetrics found = new UsedMetrics(measures);
    for (Engine engine : engines) {
      engine.uses(found);
    }
    for (Adjustment adjustment : card.adjustments()) {
      found.add(adjustment.when());
    }
    for (List<Choice> choices : List.of(card.segments(), card.stages())) {
      for (Choice choice : choices) {
        if (choice.when() != null) {
          found.add(choice.when());
        }
      }
    }
    return found;
  }
}
