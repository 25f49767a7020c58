package io.barometer.language;

import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Logistic;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Part;
import io.barometer.model.scorecard.PointsItem;
import io.barometer.model.scorecard.RankBand;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Tenths;
import io.barometer.model.scorecard.Verdict;
import io.barometer.model.scorecard.Within;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The method of a model in words. */
final class MethodDocs {
  private final Scorecard card;
  private final Consumer<String> out;

  MethodDocs(Scorecard card, Consumer<String> out) {
    this.card = card;
    this.out = out;
  }

  void write() {
    out.accept("");
    out.accept("## How the score is made");
    out.accept("");
    switch (card.method()) {
      case Method.WeightedAverage average -> average(average);
      case Method.Percentile percentile -> percentile(percentile);
      case Method.Rules rules -> rules.verdicts().forEach(this::verdict);
      case Method.Points points -> points(points);
      case Method.Probability probability -> probability(probability);
    }
  }

  private void average(Method.WeightedAverage average) {
    out.accept(combined(average.combine(), "the dimensions") + ", times 100.");
    for (Dimension dimension : average.dimensions()) {
      out.accept("");
      String weight = average.combine().weighted() ? " — " + dimension.weight() + " %" : "";
      out.accept("### " + dimension.title() + weight);
      out.accept("");
      out.accept(combined(dimension.method(), "these") + layer(dimension) + ".");
      out.accept("");
      out.accept("| input | weight | value → share | without data |");
      out.accept("|---|---|---|---|");
      parts(dimension, "");
    }
  }

  private static String layer(Dimension group) {
    return group.minimumCoverage() == 0
        ? ""
        : ", left out with data for less than "
            + Texts.number(group.minimumCoverage() * 100)
            + " % of it";
  }

  private static String combined(Combine combine, String what) {
    return switch (combine) {
      case WEIGHTED_MEAN -> "The weighted mean of " + what;
      case MEAN -> "The mean of " + what;
      case MIN -> "The worst of " + what;
      case MAX -> "The best of " + what;
    };
  }

  private void parts(Dimension group, String indent) {
    boolean weighted = group.method().weighted();
    for (Part part : group.parts()) {
      String weight = weighted ? part.weight() + " %" : "";
      switch (part) {
        case Input input ->
            out.accept(
                "| %s%s | %s | %s | %s |"
                    .formatted(
                        indent,
                        title(input.metric()),
                        weight,
                        Texts.describe(input.normaliser()),
                        Texts.describe(input.missing())));
        case Dimension inner -> {
          String how = combined(inner.method(), "what follows") + layer(inner);
          out.accept("| %s**%s** | %s | %s | |".formatted(indent, inner.title(), weight, how));
          parts(inner, indent + "· ");
        }
      }
    }
  }

  private String title(String metric) {
    return card.metrics().stream()
        .filter(each -> each.name().equals(metric))
        .map(Metric::title)
        .findFirst()
        .orElse(metric);
  }

  private void percentile(Method.Percentile percentile) {
    out.accept(
        "The place of the average below in the "
            + (percentile.within() == Within.PORTFOLIO ? "portfolio" : "segment")
            + ": "
            + percentile.bands().stream().map(MethodDocs::rank).collect(Collectors.joining(", "))
            + ".");
    out.accept("");
    average(percentile.base());
  }

  private static String rank(RankBand band) {
    return "top %s %% → %s to %s"
        .formatted(
            Texts.number(band.topPercent()),
            Tenths.text(band.fromTenths()),
            Tenths.text(band.toTenths()));
  }

  private void verdict(Verdict verdict) {
    String when =
        switch (verdict.holds()) {
          case ANY -> " when one of these holds:";
          case ALL -> " when all of these hold:";
          case OTHERWISE -> " otherwise.";
        };
    out.accept("- **" + verdict.name() + "** (" + Tenths.text(verdict.tenths()) + ")" + when);
    for (Verdict.Rule rule : verdict.rules()) {
      out.accept("  - " + rule.reason() + ": `" + rule.when().source() + "`");
    }
  }

  private void points(Method.Points points) {
    int most = points.items().stream().mapToInt(item -> item.award().most()).sum();
    out.accept(
        points.normalised()
            ? "The sum of the points, as percent of what can be reached."
            : "The sum of the points; %s can be reached.".formatted(Tenths.text(most)));
    out.accept("");
    out.accept("| item | points | without data |");
    out.accept("|---|---|---|");
    for (PointsItem item : points.items()) {
      out.accept(
          "| %s | %s | %s |"
              .formatted(item.title(), award(item.award()), Texts.describe(item.missing())));
    }
  }

  private static String award(PointsItem.Award award) {
    return switch (award) {
      case PointsItem.When when ->
          Tenths.text(when.tenths()) + " when `" + when.when().source() + "`";
      case PointsItem.Steps steps -> {
        List<String> parts =
            steps.steps().stream()
                .map(step -> Texts.number(step.from()) + " or more → " + Tenths.text(step.tenths()))
                .toList();
        yield "below: " + Tenths.text(steps.belowTenths()) + ", " + String.join(", ", parts);
      }
    };
  }

  private void probability(Method.Probability probability) {
    out.accept(
        "100 less the percent of accounts like this one that churn within %d days."
            .formatted(probability.horizonDays()));
    out.accept("");
    List<String> objections = probability.trainedOn().objections();
    String trust =
        objections.isEmpty() ? "" : " **No score: " + String.join(", ", objections) + ".**";
    out.accept(
        "Trained on %d accounts over %d days, %d of which churned.%s"
            .formatted(
                probability.trainedOn().accounts(),
                probability.trainedOn().days(),
                probability.trainedOn().churned(),
                trust));
    out.accept("");
    for (Logistic.Term term : probability.model().terms()) {
      out.accept(
          "- %s: %s per unit away from %s"
              .formatted(
                  title(term.metric()),
                  Texts.number(term.coefficient()),
                  Texts.number(term.typical())));
    }
  }
}
