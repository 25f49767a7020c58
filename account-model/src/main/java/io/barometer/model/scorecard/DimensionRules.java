package io.barometer.model.scorecard;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a scorecard's dimensions and inputs must be like. */
final class DimensionRules {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private final List<Dimension> dimensions;
  private final TreeSet<String> metrics = new TreeSet<>();
  private final Findings findings;

  DimensionRules(Scorecard card, Findings findings) {
    this.dimensions = card.dimensions();
    this.findings = findings;
    card.metrics().forEach(metric -> metrics.add(metric.name()));
  }

  void check() {
    findings.notEmpty("dimensions", dimensions);
    List<String> before = new ArrayList<>();
    for (int i = 0; i < dimensions.size(); i++) {
      Dimension dimension = dimensions.get(i);
      String path = "dimensions[" + i + "]";
      findings.name(path + ".name", dimension.name(), NAME, "lower-case letters, digits and _");
      findings.unique(path + ".name", dimension.name(), before);
      findings.text(path + ".title", dimension.title());
      findings.between(path + ".weight", dimension.weight(), 1, 100);
      inputs(path + ".inputs", dimension);
      before.add(dimension.name());
    }
    if (!dimensions.isEmpty()) {
      long sum = dimensions.stream().mapToLong(Dimension::weight).sum();
      findings.weights("dimensions", "the dimensions", sum);
    }
  }

  private void inputs(String path, Dimension dimension) {
    findings.notEmpty(path, dimension.inputs());
    List<String> before = new ArrayList<>();
    for (int i = 0; i < dimension.inputs().size(); i++) {
      Input input = dimension.inputs().get(i);
      input(path + "[" + i + "]", input);
      findings.unique(path + "[" + i + "].metric", input.metric(), before);
      before.add(input.metric());
    }
    if (!dimension.inputs().isEmpty()) {
      long sum = dimension.inputs().stream().mapToLong(Input::weight).sum();
      findings.weights(path, "the inputs of \"" + dimension.name() + "\"", sum);
    }
  }

  private void input(String path, Input input) {
    findings.known(path + ".metric", Reason.METRIC_UNKNOWN, "metric", input.metric(), metrics);
    findings.between(path + ".weight", input.weight(), 1, 100);
    normaliser(path + ".normaliser", input.normaliser());
    switch (input.missing()) {
      case MissingPolicy.Exclude _, MissingPolicy.Zero _, MissingPolicy.Unknown _ -> {}
      case MissingPolicy.Neutral(double value) ->
          findings.between(path + ".missing.neutral", value, 0, 1);
    }
  }

  private void normaliser(String path, Normaliser normaliser) {
    switch (normaliser) {
      case Normaliser.Points n -> corners(path + ".points", n.points(), 2);
      case Normaliser.Steps n -> {
        findings.between(path + ".below", n.below(), 0, 1);
        corners(path + ".steps", n.steps(), 1);
      }
      case Normaliser.AtLeast n -> findings.finite(path + ".threshold", n.threshold());
      case Normaliser.Inverse n -> findings.positive(path + ".half", n.half(), 1e9);
      case Normaliser.Logistic n -> {
        findings.finite(path + ".midpoint", n.midpoint());
        findings.notZero(path + ".steepness", n.steepness());
      }
    }
  }

  private void corners(String path, List<Normaliser.Point> corners, int least) {
    if (corners.size() < least) {
      findings.add(path, Reason.REQUIRED, "needs at least " + least + " [x, y]");
    }
    for (int i = 0; i < corners.size(); i++) {
      findings.finite(path + "[" + i + "][0]", corners.get(i).x());
      findings.between(path + "[" + i + "][1]", corners.get(i).y(), 0, 1);
      if (i > 0 && corners.get(i).x() <= corners.get(i - 1).x()) {
        String message =
            "x %s does not come after %s"
                .formatted(Numbers.text(corners.get(i).x()), Numbers.text(corners.get(i - 1).x()));
        findings.add(path + "[" + i + "][0]", Reason.POINTS_ORDER, message);
      }
    }
  }
}
