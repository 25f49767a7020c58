package io.barometer.model.ledger;

import io.barometer.model.score.ScoreOverride;
import io.barometer.model.scorecard.Adjustment;
import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Derived;
import io.barometer.model.scorecard.Expression;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.PointsItem;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Verdict;
import io.barometer.model.scorecard.Windowed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a part of a score reads of a history, down to what is not made of anything else. */
final class Reads {
  /** Signals, each as one of its metrics uses it. */
  final Set<Use> uses = new LinkedHashSet<>();

  /** Facts of the account. */
  final Set<String> facts = new TreeSet<>();

  final Scorecard card;

  private Reads(Scorecard card) {
    this.card = card;
  }

  /** What a part reads that an explanation names like this. */
  static Reads of(Scorecard card, String dimension, String part) {
    Reads reads = new Reads(card);
    switch (dimension) {
      case "adjustments" -> reads.adjustment(part);
      case "override" -> reads.facts.add(ScoreOverride.fact(card.score()));
      default -> reads.part(dimension, part);
    }
    return reads;
  }

  private void adjustment(String name) {
    for (Adjustment adjustment : card.adjustments()) {
      if (adjustment.name().equals(name)) {
        add(adjustment.when());
      }
    }
  }

  private void part(String dimension, String name) {
    switch (card.method()) {
      case Method.Rules(List<Verdict> verdicts) -> verdict(verdicts, dimension, name);
      case Method.Points points -> item(points.items(), name);
      case Method.WeightedAverage _, Method.Percentile _, Method.Probability _ -> metric(name);
    }
  }

  private void verdict(List<Verdict> verdicts, String dimension, String name) {
    for (Verdict verdict : verdicts) {
      for (int i = 0; i < verdict.rules().size(); i++) {
        if (verdict.name().equals(dimension) && name.equals(dimension + "_" + (i + 1))) {
          add(verdict.rules().get(i).when());
        }
      }
    }
  }

  private void item(List<PointsItem> items, String name) {
    for (PointsItem item : items) {
      if (item.name().equals(name)) {
        switch (item.award()) {
          case PointsItem.Steps steps -> metric(steps.metric());
          case PointsItem.When when -> add(when.when());
        }
      }
    }
  }

  private void add(Expression expression) {
    expression.metrics().forEach(this::metric);
    facts.addAll(expression.facts());
  }

  private void metric(String name) {
    for (Metric metric : card.metrics()) {
      if (metric.name().equals(name)) {
        add(metric);
      }
    }
  }

  private void add(Metric metric) {
    switch (metric) {
      case Windowed m -> uses.add(new Use.Window(m.signal(), m.days()));
      case Change m -> change(m);
      case DecayedPoints m -> uses.add(new Use.Fading(m.signal(), m.halfLifeDays()));
      case TimeSince m -> uses.add(new Use.Latest(m.signal()));
      case Age m -> uses.add(new Use.First(m.signal()));
      case FactNumber m -> facts.add(m.fact());
      case DaysUntil m -> facts.add(m.fact());
      case Ratio m -> {
        metric(m.numerator());
        metric(m.denominator());
      }
      case Derived m -> add(m.expression());
    }
  }

  private void change(Change change) {
    for (Metric metric : card.metrics()) {
      if (metric instanceof Windowed of && of.name().equals(change.of())) {
        uses.add(new Use.TwoWindows(of.signal(), of.days()));
      }
    }
  }
}
