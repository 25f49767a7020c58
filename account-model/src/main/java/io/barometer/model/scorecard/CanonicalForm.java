package io.barometer.model.scorecard;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes a scorecard as YAML with a fixed order of keys, fixed quoting and the shortest exact
 * numbers.
 */
final class CanonicalForm {
  private final StringBuilder out = new StringBuilder(2048);

  String of(Scorecard card) {
    line("name: " + quoted(card.name()));
    line("version: " + quoted(card.version()));
    line("title: " + quoted(card.title()));
    line("minimum_coverage: " + Numbers.text(card.minimumCoverage()));
    line("metrics:");
    card.metrics().forEach(this::metric);
    line("dimensions:");
    card.dimensions().forEach(this::dimension);
    line("bands:");
    card.bands().forEach(this::band);
    return out.toString();
  }

  private void metric(Metric metric) {
    line("  - name: " + quoted(metric.name()));
    line("    title: " + quoted(metric.title()));
    line("    unit: " + quoted(metric.unit()));
    switch (metric) {
      case Windowed m -> windowed(m);
      case DecayedPoints m -> decayed(m);
      case TimeSince m -> kind("time_since", "signal", m.signal());
      case FactNumber m -> kind("fact", "fact", m.fact());
      case Ratio m -> ratio(m);
      case Change m -> change(m);
    }
  }

  private void windowed(Windowed metric) {
    kind(metric.kind().name().toLowerCase(Locale.ROOT), "signal", metric.signal());
    line("    days: " + metric.days());
  }

  private void decayed(DecayedPoints metric) {
    kind("decayed_points", "signal", metric.signal());
    line("    points: " + Numbers.text(metric.points()));
    line("    half_life_days: " + Numbers.text(metric.halfLifeDays()));
  }

  private void ratio(Ratio metric) {
    kind("ratio", "numerator", metric.numerator());
    line("    denominator: " + quoted(metric.denominator()));
    line("    factor: " + Numbers.text(metric.factor()));
    if (metric.whenZero() != null) {
      line("    when_zero: " + Numbers.text(metric.whenZero()));
    }
  }

  private void change(Change metric) {
    kind("change", "of", metric.of());
    if (metric.whenZero() != null) {
      line("    when_zero: " + Numbers.text(metric.whenZero()));
    }
  }

  private void kind(String kind, String key, String value) {
    line("    kind: " + kind);
    line("    " + key + ": " + quoted(value));
  }

  private void dimension(Dimension dimension) {
    line("  - name: " + quoted(dimension.name()));
    line("    title: " + quoted(dimension.title()));
    line("    weight: " + dimension.weight());
    line("    inputs:");
    dimension.inputs().forEach(this::input);
  }

  private void input(Input input) {
    line("      - metric: " + quoted(input.metric()));
    line("        weight: " + input.weight());
    line("        normaliser: " + normaliser(input.normaliser()));
    line("        missing: " + missing(input.missing()));
  }

  private static String normaliser(Normaliser normaliser) {
    return switch (normaliser) {
      case Normaliser.Points n -> "{kind: points, points: " + points(n.points()) + "}";
      case Normaliser.Steps n ->
          "{kind: steps, below: " + Numbers.text(n.below()) + ", steps: " + points(n.steps()) + "}";
      case Normaliser.AtLeast n ->
          "{kind: at_least, threshold: " + Numbers.text(n.threshold()) + "}";
      case Normaliser.Inverse n -> "{kind: inverse, half: " + Numbers.text(n.half()) + "}";
      case Normaliser.Logistic n ->
          "{kind: logistic, midpoint: %s, steepness: %s}"
              .formatted(Numbers.text(n.midpoint()), Numbers.text(n.steepness()));
    };
  }

  private static String points(List<Normaliser.Point> points) {
    return points.stream()
        .map(point -> "[" + Numbers.text(point.x()) + ", " + Numbers.text(point.y()) + "]")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String missing(MissingPolicy policy) {
    return switch (policy) {
      case MissingPolicy.Exclude _ -> "exclude";
      case MissingPolicy.Zero _ -> "zero";
      case MissingPolicy.Neutral neutral -> "{neutral: " + Numbers.text(neutral.value()) + "}";
      case MissingPolicy.Unknown _ -> "unknown";
    };
  }

  private void band(Band band) {
    line(
        "  - {name: %s, from: %s, below: %s}"
            .formatted(
                quoted(band.name()),
                Tenths.text(band.fromTenths()),
                Tenths.text(band.belowTenths())));
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }
}
