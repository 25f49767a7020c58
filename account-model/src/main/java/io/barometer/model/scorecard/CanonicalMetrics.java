package io.barometer.model.scorecard;

import static io.barometer.model.scorecard.CanonicalForm.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The metrics of a model file. A change that brings its own figure tells it in one line. */
final class CanonicalMetrics {
  private static final String BASE = "_base";

  private final List<Metric> metrics;

  CanonicalMetrics(List<Metric> metrics) {
    this.metrics = metrics;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      Metric next = i + 1 < metrics.size() ? metrics.get(i + 1) : metric;
      if (metric instanceof Windowed base
          && next instanceof Change change
          && brings(change, base)) {
        lines.add(line(change, body(base, ", of: ") + whenZero(change)));
        i++;
      } else {
        lines.add(line(metric, body(metric)));
      }
    }
    return lines;
  }

  /** Whether a change was told together with its figure. */
  private static boolean brings(Change change, Windowed base) {
    return change.of().equals(base.name())
        && base.name().equals(change.name() + BASE)
        && base.title().equals(change.title())
        && base.unit().isEmpty();
  }

  private static String line(Metric metric, String body) {
    return "  %s: {measure: %s, title: %s, unit: %s}"
        .formatted(quoted(metric.name()), body, quoted(metric.title()), quoted(metric.unit()));
  }

  private static String body(Metric metric) {
    return switch (metric) {
      case Windowed m -> body(m, "");
      case DecayedPoints m ->
          "decayed_points, signal: %s, points: %s, half_life: %sd"
              .formatted(
                  quoted(m.signal()), Numbers.text(m.points()), Numbers.text(m.halfLifeDays()));
      case TimeSince m -> "time_since, signal: " + quoted(m.signal());
      case Age m -> "age, signal: " + quoted(m.signal());
      case FactNumber m -> "fact, fact: " + quoted(m.fact());
      case DaysUntil m -> "days_until, fact: " + quoted(m.fact());
      case Ratio m ->
          "ratio, of: %s, over: %s, factor: %s%s"
              .formatted(
                  quoted(m.numerator()),
                  quoted(m.denominator()),
                  Numbers.text(m.factor()),
                  whenZero(m.whenZero()));
      case Change m -> "change, of: " + quoted(m.of()) + whenZero(m);
      case Derived m -> "expression, expression: " + quoted(m.expression().source()) + whenZero(m);
    };
  }

  private static String body(Windowed metric, String change) {
    String kind = metric.kind().name().toLowerCase(Locale.ROOT);
    return "%s, signal: %s, window: %dd"
        .formatted(
            change.isEmpty() ? kind : "change" + change + kind,
            quoted(metric.signal()),
            metric.days());
  }

  private static String whenZero(Change change) {
    return whenZero(change.whenZero());
  }

  private static String whenZero(Derived derived) {
    boolean declared = derived.whenZero() != null || !derived.expression().mayDivideByZero();
    return declared ? whenZero(derived.whenZero()) : ", when_zero: missing";
  }

  private static String whenZero(@Nullable Double value) {
    return value == null ? "" : ", when_zero: " + Numbers.text(value);
  }
}
