package io.barometer.model.score;

import io.barometer.model.measure.Measures;
import io.barometer.model.measure.Reading;
import io.barometer.model.scorecard.Expression;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.PointsItem;
import io.barometer.model.scorecard.Verdict;
import io.barometer.model.scorecard.Within;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method made ready for one variant of a scorecard. */
interface Engine {
  Run run(Reading reading, String segment, PopulationHistory populations);

  /**
   * Every metric that it reads outside of expressions, with the value from which it is constant.
   */
  void uses(UsedMetrics used);

  static Engine of(Method method, Tree tree, Measures measures) {
    return switch (method) {
      case Method.WeightedAverage _ -> new Average(tree);
      case Method.Percentile percentile -> new Ranked(tree, percentile);
      case Method.Rules rules -> judged(rules, measures);
      case Method.Points points -> awarded(points, measures);
      case Method.Probability probability -> foretold(probability, measures);
    };
  }

  private static Engine judged(Method.Rules rules, Measures measures) {
    List<Expression> conditions =
        rules.verdicts().stream()
            .flatMap(verdict -> verdict.rules().stream())
            .map(Verdict.Rule::when)
            .toList();
    return new Judged(rules, conditions, new Needs(measures, conditions));
  }

  private static Engine awarded(Method.Points points, Measures measures) {
    return new Awarded(
        points.normalised(),
        points.items().stream()
            .map(item -> Awarding.ready(item, measures))
            .toArray(Awarding.Item[]::new));
  }

  private static Engine foretold(Method.Probability probability, Measures measures) {
    int[] places =
        probability.model().terms().stream()
            .mapToInt(term -> measures.place(term.metric()))
            .toArray();
    return new Foretold(probability, places);
  }

  record Average(Tree tree) implements Engine {
    @Override
    public Run run(Reading reading, String segment, PopulationHistory populations) {
      return new Weighing(tree, reading);
    }

    @Override
    public void uses(UsedMetrics used) {
      for (WeighedInput leaf : tree.leaves) {
        used.add(leaf.place(), leaf.input().normaliser().constantFrom());
      }
    }
  }

  record Ranked(Tree tree, Method.Percentile percentile) implements Engine {
    @Override
    public Run run(Reading reading, String segment, PopulationHistory populations) {
      Populations then = populations.on(reading.day());
      @Nullable Population population =
          percentile.within() == Within.PORTFOLIO ? then.portfolio() : then.of(segment);
      return new Ranking(new Weighing(tree, reading), percentile.bands(), population, then.least());
    }

    @Override
    public void uses(UsedMetrics used) {
      new Average(tree).uses(used);
    }
  }

  record Judged(Method.Rules rules, List<Expression> conditions, Needs needs) implements Engine {
    @Override
    public Run run(Reading reading, String segment, PopulationHistory populations) {
      return new Judging(rules, needs, reading);
    }

    @Override
    public void uses(UsedMetrics used) {
      conditions.forEach(used::add);
    }
  }

  record Awarded(boolean normalised, Awarding.Item[] items) implements Engine {
    @Override
    public Run run(Reading reading, String segment, PopulationHistory populations) {
      return new Awarding(items, normalised, reading);
    }

    @Override
    public void uses(UsedMetrics used) {
      for (Awarding.Item item : items) {
        switch (item.item().award()) {
          case PointsItem.Steps steps -> used.add(item.place(), steps.steps().getLast().from());
          case PointsItem.When when -> used.add(when.when());
        }
      }
    }
  }

  record Foretold(Method.Probability probability, int[] places) implements Engine {
    @Override
    public Run run(Reading reading, String segment, PopulationHistory populations) {
      return new Foretelling(probability, places, reading);
    }

    @Override
    public void uses(UsedMetrics used) {
      for (int place : places) {
        used.add(place, Double.POSITIVE_INFINITY);
      }
    }
  }
}
