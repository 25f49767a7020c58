package io.barometer.model.scorecard;

import static io.barometer.model.scorecard.CanonicalForm.points;
import static io.barometer.model.scorecard.CanonicalForm.quoted;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The method of a model file. */
final class CanonicalMethod {
  private final Consumer<String> out;

  CanonicalMethod(Consumer<String> out) {
    this.out = out;
  }

  void method(Method method) {
    switch (method) {
      case Method.WeightedAverage average -> {
        line("method: weighted_average");
        average(average);
      }
      case Method.Percentile percentile -> percentile(percentile);
      case Method.Rules rules -> rules(rules);
      case Method.Points points -> items(points);
      case Method.Probability probability -> probability(probability);
    }
  }

  private void average(Method.WeightedAverage average) {
    line("combine: " + word(average.combine()));
    line("dimensions:");
    dimensions(average.dimensions(), average.combine().weighted());
  }

  void dimensions(List<Dimension> dimensions, boolean weighted) {
    dimensions.forEach(dimension -> group("  ", "name", dimension, weighted));
  }

  private void group(String indent, String key, Dimension group, boolean weighted) {
    line(indent + "- " + key + ": " + quoted(group.name()));
    line(indent + "  title: " + quoted(group.title()));
    if (weighted) {
      line(indent + "  weight: " + group.weight());
    }
    line(indent + "  method: " + word(group.method()));
    line(indent + "  minimum_coverage: " + Numbers.text(group.minimumCoverage()));
    line(indent + "  inputs:");
    for (Part part : group.parts()) {
      switch (part) {
        case Input input -> line(indent + "    - " + input(input, group.method().weighted()));
        case Dimension inner -> group(indent + "    ", "group", inner, group.method().weighted());
      }
    }
  }

  private static String input(Input input, boolean weighted) {
    return "{metric: %s%s, normalise: %s, missing: %s}"
        .formatted(
            quoted(input.metric()),
            weighted ? ", weight: " + input.weight() : "",
            normaliser(input.normaliser()),
            missing(input.missing()));
  }

  private void percentile(Method.Percentile percentile) {
    line("method: percentile");
    line("percentile:");
    line("  within: " + percentile.within().name().toLowerCase(Locale.ROOT));
    line("  bands:");
    for (RankBand band : percentile.bands()) {
      line(
          "    - {top: %s, from: %s, to: %s}"
              .formatted(
                  Numbers.text(band.topPercent()),
                  points(band.fromTenths()),
                  points(band.toTenths())));
    }
    average(percentile.base());
  }

  private void rules(Method.Rules rules) {
    line("method: rules");
    line("rules:");
    for (Verdict verdict : rules.verdicts()) {
      line("  - verdict: " + quoted(verdict.name()));
      line("    score: " + points(verdict.tenths()));
      switch (verdict.holds()) {
        case OTHERWISE -> line("    otherwise: true");
        case ANY, ALL -> {
          line("    " + word(verdict.holds()) + ":");
          for (Verdict.Rule rule : verdict.rules()) {
            String when = quoted(rule.when().source());
            line("      - {when: " + when + ", reason: " + quoted(rule.reason()) + "}");
          }
        }
      }
    }
  }

  private void items(Method.Points method) {
    line("method: points");
    line("points:");
    line("  normalise: " + method.normalised());
    line("  items:");
    for (PointsItem item : method.items()) {
      line(
          "    - {name: %s, title: %s, %s, missing: %s}"
              .formatted(
                  quoted(item.name()),
                  quoted(item.title()),
                  award(item.award()),
                  missing(item.missing())));
    }
  }

  private static String award(PointsItem.Award award) {
    return switch (award) {
      case PointsItem.When when ->
          "when: " + quoted(when.when().source()) + ", points: " + points(when.tenths());
      case PointsItem.Steps steps ->
          steps.steps().stream()
              .map(step -> "[" + Numbers.text(step.from()) + ", " + points(step.tenths()) + "]")
              .collect(
                  Collectors.joining(
                      ", ",
                      "metric: %s, below: %s, steps: ["
                          .formatted(quoted(steps.metric()), points(steps.belowTenths())),
                      "]"));
    };
  }

  private void probability(Method.Probability probability) {
    line("method: probability");
    line("probability:");
    line("  horizon: " + probability.horizonDays() + "d");
    line("  intercept: " + Numbers.text(probability.model().intercept()));
    line("  terms:");
    for (Logistic.Term term : probability.model().terms()) {
      line(
          "    - {metric: %s, coefficient: %s, typical: %s}"
              .formatted(
                  quoted(term.metric()),
                  Numbers.text(term.coefficient()),
                  Numbers.text(term.typical())));
    }
    TrainedOn on = probability.trainedOn();
    line(
        "  trained_on: {accounts: %d, days: %d, churned: %d}"
            .formatted(on.accounts(), on.days(), on.churned()));
  }

  private static String normaliser(Normaliser normaliser) {
    return switch (normaliser) {
      case Normaliser.Points n -> "{points: " + corners(n.points()) + "}";
      case Normaliser.Steps n ->
          "{steps: {below: " + Numbers.text(n.below()) + ", steps: " + corners(n.steps()) + "}}";
      case Normaliser.AtLeast n -> "{at_least: " + Numbers.text(n.threshold()) + "}";
      case Normaliser.Inverse n -> "{inverse: " + Numbers.text(n.half()) + "}";
      case Normaliser.Logistic n ->
          "{logistic: {midpoint: %s, steepness: %s}}"
              .formatted(Numbers.text(n.midpoint()), Numbers.text(n.steepness()));
    };
  }

  private static String corners(List<Normaliser.Point> points) {
    return points.stream()
        .map(point -> "[" + Numbers.text(point.x()) + ", " + Numbers.text(point.y()) + "]")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String missing(MissingPolicy policy) {
    return switch (policy) {
      case MissingPolicy.Exclude _ -> "exclude";
      case MissingPolicy.Zero _ -> "zero";
      case MissingPolicy.Neutral neutral -> "neutral(" + Numbers.text(neutral.value()) + ")";
      case MissingPolicy.Unknown _ -> "unknown";
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void line(String line) {
    out.accept(line);
  }
}
