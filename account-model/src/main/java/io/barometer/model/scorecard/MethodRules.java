package io.barometer.model.scorecard;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a scorecard's method must be like. */
final class MethodRules {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final String LETTERS = "lower-case letters, digits and _";
  private static final int FULL = 1000;
  private static final int LONGEST_HORIZON = 3650;

  private final Set<String> metrics;
  private final Findings findings;

  MethodRules(Set<String> metrics, Findings findings) {
    this.metrics = metrics;
    this.findings = findings;
  }

  void check(Method method) {
    switch (method) {
      case Method.WeightedAverage average -> average(average);
      case Method.Percentile percentile -> {
        rankBands(percentile.bands());
        average(percentile.base());
      }
      case Method.Rules rules -> verdicts(rules.verdicts());
      case Method.Points points -> points(points);
      case Method.Probability probability -> probability(probability);
    }
  }

  private void average(Method.WeightedAverage average) {
    new DimensionRules(metrics, findings)
        .check("dimensions", average.combine(), average.dimensions());
  }

  private void verdicts(List<Verdict> verdicts) {
    findings.notEmpty("rules", verdicts);
    Set<String> before = new TreeSet<>();
    int last = verdicts.size() - 1;
    for (int i = 0; i <= last; i++) {
      Verdict verdict = verdicts.get(i);
      String path = "rules[" + i + "]";
      findings.name(path + ".verdict", verdict.name(), NAME, LETTERS);
      findings.unique(path + ".verdict", verdict.name(), before);
      before.add(verdict.name());
      findings.between(path + ".score", verdict.tenths() / 10.0, 0, 100);
      otherwise(path, verdict.holds() == Verdict.Holds.OTHERWISE, i == last);
      if (i > 0 && i < last && verdict.tenths() < verdicts.get(i - 1).tenths()) {
        String message =
            "\"%s\" gives less than \"%s\" before it, which would hide it"
                .formatted(verdict.name(), verdicts.get(i - 1).name());
        findings.add(path + ".score", Reason.ORDER, message);
      }
      rules(path, verdict);
    }
  }

  private void rules(String path, Verdict verdict) {
    if (verdict.holds() != Verdict.Holds.OTHERWISE) {
      findings.notEmpty(path, verdict.rules());
    }
    for (Verdict.Rule rule : verdict.rules()) {
      findings.text(path, rule.reason());
    }
  }

  private void otherwise(String path, boolean otherwise, boolean last) {
    if (last && !otherwise) {
      String message = "the last verdict must be \"otherwise: true\", so that one always holds";
      findings.add(path, Reason.OTHERWISE, message);
    } else if (otherwise && !last) {
      findings.add(path, Reason.OTHERWISE, "nothing after \"otherwise\" can ever hold");
    }
  }

  private void points(Method.Points points) {
    findings.notEmpty("points.items", points.items());
    Set<String> before = new TreeSet<>();
    int most = 0;
    for (int i = 0; i < points.items().size(); i++) {
      PointsItem item = points.items().get(i);
      String path = "points.items[" + i + "]";
      findings.name(path + ".name", item.name(), NAME, LETTERS);
      findings.unique(path + ".name", item.name(), before);
      before.add(item.name());
      findings.text(path + ".title", item.title());
      findings.missing(path + ".missing", item.missing());
      award(path, item.award());
      most += item.award().most();
    }
    if (!points.normalised() && most > FULL) {
      String message =
          "the items can give %s points, and a score ends at 100; take less or say \"normalise: true\""
              .formatted(Tenths.text(most));
      findings.add("points.items", Reason.RANGE, message);
    }
    if (points.normalised() && most == 0 && !points.items().isEmpty()) {
      findings.add("points.items", Reason.RANGE, "no item can give points");
    }
  }

  private void award(String path, PointsItem.Award award) {
    switch (award) {
      case PointsItem.When _ -> {}
      case PointsItem.Steps steps -> {
        findings.known(path + ".metric", Reason.METRIC_UNKNOWN, "metric", steps.metric(), metrics);
        findings.notEmpty(path + ".steps", steps.steps());
        for (int i = 1; i < steps.steps().size(); i++) {
          double earlier = steps.steps().get(i - 1).from();
          findings.ascending(
              path + ".steps[" + i + "][0]", "x", earlier, steps.steps().get(i).from());
        }
      }
    }
  }

  private void rankBands(List<RankBand> bands) {
    findings.notEmpty("percentile.bands", bands);
    double covered = 0;
    for (int i = 0; i < bands.size(); i++) {
      RankBand band = bands.get(i);
      String path = "percentile.bands[" + i + "]";
      findings.ascending(path + ".top", "the share", covered, band.topPercent());
      findings.between(path + ".from", band.fromTenths() / 10.0, 0, 100);
      findings.between(path + ".to", band.toTenths() / 10.0, 0, 100);
      if (band.toTenths() < band.fromTenths()) {
        findings.add(path + ".to", Reason.ORDER, "a better rank would give less");
      }
      if (i > 0 && band.toTenths() > bands.get(i - 1).fromTenths()) {
        String message = "a rank in it could give more than one in the band before it";
        findings.add(path + ".to", Reason.ORDER, message);
      }
      covered = band.topPercent();
    }
    if (!bands.isEmpty() && covered != 100) {
      String message =
          "the bands cover %s of 100 percent of the accounts".formatted(Numbers.text(covered));
      findings.add("percentile.bands", Reason.BANDS_GAP, message);
    }
  }

  private void probability(Method.Probability probability) {
    findings.between("probability.horizon", probability.horizonDays(), 1, LONGEST_HORIZON);
    findings.finite("probability.intercept", probability.model().intercept());
    findings.notEmpty("probability.terms", probability.model().terms());
    Set<String> before = new TreeSet<>();
    for (int i = 0; i < probability.model().terms().size(); i++) {
      Logistic.Term term = probability.model().terms().get(i);
      String path = "probability.terms[" + i + "]";
      findings.known(path + ".metric", Reason.METRIC_UNKNOWN, "metric", term.metric(), metrics);
      findings.unique(path + ".metric", term.metric(), before);
      before.add(term.metric());
      findings.notZero(path + ".coefficient", term.coefficient());
      findings.finite(path + ".typical", term.typical());
    }
  }
}
