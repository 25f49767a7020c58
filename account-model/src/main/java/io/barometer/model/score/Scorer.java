package io.barometer.model.score;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.Measures;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.ScorecardValidation;
import io.barometer.model.scorecard.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Scores accounts with one scorecard: the same history, day and scorecard give the same result on
 * every machine. Only what occurred on or before the day is read. Immutable.
 */
public final class Scorer {
  private final Scorecard card;
  private final List<WeighedInput> inputs;
  private final int leastCovered;

  private Scorer(Scorecard card) {
    this.card = card;
    this.inputs = List.copyOf(weigh(card));
    this.leastCovered = (int) StrictMath.rint(card.minimumCoverage() * 10_000);
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

  /** The scorecard. */
  public Scorecard card() {
    return card;
  }

  /** The score at the end of a UTC day. */
  public Score score(AccountHistory history, long day) {
    return score(weigh(history, day), day);
  }

  /** Why the score of a day is what it is, and what changed it since another day. */
  public Explanation explain(AccountHistory history, long day, long comparedDay) {
    return new Explainer(this, weigh(history, day), weigh(history, comparedDay))
        .explain(day, comparedDay);
  }

  /**
   * Whether the score stays as it is on every day after this one if nothing more happens; whoever
   * ticks may leave the account out.
   */
  public boolean settledAfter(AccountHistory history, long day) {
    for (WeighedInput input : inputs) {
      if (!settled(input, history, day)) {
        return false;
      }
    }
    return true;
  }

  List<WeighedInput> inputs() {
    return inputs;
  }

  Score score(Weighing weighing, long day) {
    int coverage = weighing.covered() / 100;
    if (!weighing.known(leastCovered)) {
      return new Score(day, OptionalInt.empty(), Band.UNKNOWN, coverage);
    }
    int tenths = weighing.tenths();
    return new Score(day, OptionalInt.of(tenths), bandOf(tenths), coverage);
  }

  /** The band of a score in tenths, 0 to 1000. */
  public String bandOf(int tenths) {
    Band highest = card.bands().getLast();
    for (Band band : card.bands()) {
      if (tenths >= band.fromTenths() && tenths < band.belowTenths()) {
        return band.name();
      }
    }
    return highest.name();
  }

  private Weighing weigh(AccountHistory history, long day) {
    return new Weighing(inputs, history, day);
  }

  private static boolean settled(WeighedInput input, AccountHistory history, long day) {
    double ceiling = input.input().normaliser().constantFrom();
    return input.measure().settledFrom(history, ceiling) <= day;
  }

  private static List<WeighedInput> weigh(Scorecard card) {
    Measures measures = Measures.of(card.metrics());
    List<WeighedInput> inputs = new ArrayList<>();
    for (Dimension dimension : card.dimensions()) {
      for (Input input : dimension.inputs()) {
        inputs.add(
            new WeighedInput(
                dimension,
                input,
                measures.metric(input.metric()),
                measures.measure(input.metric()),
                dimension.weight() * input.weight()));
      }
    }
    return inputs;
  }
}
