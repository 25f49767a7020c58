package io.barometer.model.whatif;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.Assessment;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Derived;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for the cheapest change that brings an account into a band: metric by metric, values only
 * that it can reach, each scored.
 */
public final class Advisor {
  private static final int MOST_TOGETHER = 8;
  private static final Comparator<Suggestion> CHEAPEST =
      Comparator.comparingDouble(Suggestion::cost).thenComparingLong(Suggestion::days);
  private static final Comparator<Suggestion> BEST =
      Comparator.<Suggestion>comparingInt(s -> -s.score().tenths().orElse(-1))
          .thenComparing(CHEAPEST);

  private final Scorer scorer;
  private final Around around;
  private final Set<String> goals = new TreeSet<>();
  private final List<Lever> levers;
  private final Search search;

  private Advisor(Scorer scorer, AccountHistory history, long day, String band) {
    this.scorer = scorer;
    this.around = new Around(scorer.card(), history, day);
    for (BandSet set : scorer.card().bandSets()) {
      boolean above = false;
      for (Band one : set.bands()) {
        above |= one.name().equals(band);
        if (above) {
          goals.add(one.name());
        }
      }
    }
    this.levers = Levers.of(around);
    this.search = new Search(around, this::score, score -> goals.contains(score.band()));
  }

  /** The bands that hold for an account, lowest first. */
  public static List<Band> bands(Scorer scorer, AccountHistory history, long day) {
    return bands(scorer, scorer.assess(history, day));
  }

  private static List<Band> bands(Scorer scorer, Assessment assessment) {
    return scorer.card().bandSets().stream()
        .filter(set -> set.name().equals(assessment.resolution().bandSet()))
        .findFirst()
        .orElseThrow()
        .bands();
  }

  /**
   * Advises.
   *
   * @param history holds nothing that happened later than the day
   * @param band one of those that hold for the account
   */
  public static Advice advise(Scorer scorer, AccountHistory history, long day, String band) {
    Assessment assessment = scorer.assess(history, day);
    int from =
        bands(scorer, assessment).stream()
            .filter(one -> one.name().equals(band))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no band " + band))
            .fromTenths();
    Advisor advisor = new Advisor(scorer, history, day, band);
    Score computed = assessment.computed();
    if (advisor.goals.contains(computed.band())) {
      List<String> there = List.of("It is there already.");
      return new Advice(computed, band, from, List.of(), List.of(), there);
    }
    List<Suggestion> alone = advisor.alone(computed);
    boolean reached = alone.stream().anyMatch(Suggestion::reaches);
    List<Suggestion> together = reached ? List.of() : advisor.together(computed);
    return new Advice(
        computed, band, from, alone, together, advisor.notes(assessment, alone, together));
  }

  private Score score(Values values) {
    return scorer.assuming(around.history(), around.day(), values.assumed());
  }

  private List<Suggestion> alone(Score now) {
    Map<String, Suggestion> best = new LinkedHashMap<>();
    for (Lever lever : levers) {
      search
          .of(lever, new Values(around::now), now)
          .ifPresent(found -> best.merge(found.metric(), found, Advisor::better));
    }
    List<Suggestion> all = new ArrayList<>(best.values());
    all.sort(Advisor::order);
    return all;
  }

  private static Suggestion better(Suggestion one, Suggestion other) {
    return order(one, other) <= 0 ? one : other;
  }

  /** What reaches the band before what does not; then the cheapest, or the best. */
  private static int order(Suggestion one, Suggestion other) {
    if (one.reaches() != other.reaches()) {
      return one.reaches() ? -1 : 1;
    }
    return one.reaches() ? CHEAPEST.compare(one, other) : BEST.compare(one, other);
  }

  /** Greedy: whatever gains most next, until something reaches the band. */
  private List<Suggestion> together(Score now) {
    List<Suggestion> steps = new ArrayList<>();
    Set<String> moved = new TreeSet<>();
    Set<String> bound = new TreeSet<>();
    Values values = new Values(around::now);
    Score score = now;
    while (steps.size() < MOST_TOGETHER && (steps.isEmpty() || !steps.getLast().reaches())) {
      Suggestion next = null;
      Lever by = null;
      for (Lever lever : levers) {
        if (fits(lever, values, moved, bound)) {
          Suggestion found = search.of(lever, values, score).orElse(null);
          if (found != null && (next == null || order(found, next) < 0)) {
            next = found;
            by = lever;
          }
        }
      }
      if (next == null || by == null) {
        break;
      }
      Set<String> touched = touched(by, values);
      values = by.after(values, next.steps() / by.stride());
      moved.addAll(touched);
      bound.addAll(next.days() > 0 ? touched : Set.of(next.metric()));
      score = next.score();
      steps.add(next);
    }
    return steps;
  }

  /** A metric moves once, and not by waiting and by doing at the same time. */
  private static boolean fits(Lever lever, Values values, Set<String> moved, Set<String> bound) {
    Set<String> touched = touched(lever, values);
    boolean days = lever.means() == Means.WAITING || lever.means() == Means.EVERY_DAY;
    Set<String> taken = days ? moved : bound;
    return touched.stream().noneMatch(taken::contains) && !bound.contains(lever.metric().name());
  }

  private static Set<String> touched(Lever lever, Values values) {
    Set<String> touched = new TreeSet<>();
    Map<String, Double> before = values.assumed();
    lever
        .after(values, 1)
        .assumed()
        .forEach(
            (metric, value) -> {
              if (!value.equals(before.get(metric))) {
                touched.add(metric);
              }
            });
    touched.add(lever.metric().name());
    return touched;
  }

  private List<String> notes(
      Assessment assessment, List<Suggestion> alone, List<Suggestion> together) {
    List<String> notes = new ArrayList<>();
    if (!assessment.computed().known()) {
      notes.add("There is no score: " + assessment.unknownBecause() + ".");
    }
    if (assessment.override() != null) {
      notes.add("An override holds; this is about the score that the scorecard computes.");
    }
    if (alone.isEmpty()) {
      notes.add("No metric that can be moved raises the score.");
    } else if (!alone.getFirst().reaches()) {
      boolean reached = !together.isEmpty() && together.getLast().reaches();
      notes.add(
          reached
              ? "No metric reaches it alone."
              : "Nothing reaches it: not one metric, and not several.");
    }
    List<String> fixed = new ArrayList<>();
    for (Metric metric : scorer.card().metrics()) {
      if (isFixed(metric)) {
        fixed.add(metric.title());
      }
    }
    if (!fixed.isEmpty()) {
      notes.add("Taken as they are, facts or time alone: " + String.join(", ", fixed) + ".");
    }
    return notes;
  }

  private static boolean isFixed(Metric metric) {
    return switch (metric) {
      case Age _, FactNumber _, DaysUntil _ -> true;
      case Windowed _, DecayedPoints _, TimeSince _, Ratio _, Change _, Derived _ -> false;
    };
  }
}
