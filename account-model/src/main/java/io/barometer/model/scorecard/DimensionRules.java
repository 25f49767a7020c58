package io.barometer.model.scorecard;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What dimensions, groups and inputs must be like. */
final class DimensionRules {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final String LETTERS = "lower-case letters, digits and _";
  private static final int DEEPEST = 16;

  private final Set<String> metrics;
  private final Findings findings;
  private final Set<String> groups = new TreeSet<>();

  DimensionRules(Set<String> metrics, Findings findings) {
    this.metrics = metrics;
    this.findings = findings;
  }

  void check(String path, Combine combine, List<Dimension> dimensions) {
    groups.clear();
    findings.notEmpty(path, dimensions);
    for (int i = 0; i < dimensions.size(); i++) {
      group(path + "[" + i + "]", "name", combine, dimensions.get(i), 1);
    }
    weights(path, "the dimensions", combine, dimensions);
  }

  private void group(String path, String key, Combine around, Dimension group, int depth) {
    String name = path + "." + key;
    findings.name(name, group.name(), NAME, LETTERS);
    findings.unique(name, group.name(), groups);
    groups.add(group.name());
    findings.text(path + ".title", group.title());
    weight(path, around, group.weight());
    findings.between(path + ".minimum_coverage", group.minimumCoverage(), 0, 1);
    if (depth > DEEPEST) {
      String message = "groups are nested deeper than " + DEEPEST + " levels";
      findings.add(path, Reason.COST_LIMIT, message);
    } else {
      parts(path + ".inputs", group, depth);
    }
  }

  private void parts(String path, Dimension group, int depth) {
    findings.notEmpty(path, group.parts());
    List<String> before = new ArrayList<>();
    for (int i = 0; i < group.parts().size(); i++) {
      String at = path + "[" + i + "]";
      switch (group.parts().get(i)) {
        case Dimension inner -> group(at, "group", group.method(), inner, depth + 1);
        case Input input -> {
          input(at, group.method(), input);
          findings.unique(at + ".metric", input.metric(), before);
          before.add(input.metric());
        }
      }
    }
    weights(path, "the inputs of \"" + group.name() + "\"", group.method(), group.parts());
  }

  private void weights(String path, String of, Combine combine, List<? extends Part> parts) {
    if (!parts.isEmpty() && combine.weighted()) {
      findings.weights(path, of, parts.stream().mapToLong(Part::weight).sum());
    }
  }

  private void weight(String path, Combine around, int weight) {
    if (around.weighted()) {
      findings.between(path + ".weight", weight, 1, 100);
    }
  }

  private void input(String path, Combine around, Input input) {
    findings.known(path + ".metric", Reason.METRIC_UNKNOWN, "metric", input.metric(), metrics);
    weight(path, around, input.weight());
    normaliser(path + ".normalise", input.normaliser());
    findings.missing(path + ".missing", input.missing());
  }

  private void normaliser(String path, Normaliser normaliser) {
    switch (normaliser) {
      case Normaliser.Points n -> corners(path + ".points", n.points(), 2);
      case Normaliser.Steps n -> {
        findings.between(path + ".steps.below", n.below(), 0, 1);
        corners(path + ".steps.steps", n.steps(), 1);
      }
      case Normaliser.AtLeast n -> findings.finite(path + ".at_least", n.threshold());
      case Normaliser.Inverse n -> findings.positive(path + ".inverse", n.half(), 1e9);
      case Normaliser.Logistic n -> {
        findings.finite(path + ".logistic.midpoint", n.midpoint());
        findings.notZero(path + ".logistic.steepness", n.steepness());
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
      if (i > 0) {
        findings.ascending(
            path + "[" + i + "][0]", "x", corners.get(i - 1).x(), corners.get(i).x());
      }
    }
  }
}
