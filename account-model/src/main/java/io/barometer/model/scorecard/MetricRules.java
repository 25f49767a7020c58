package io.barometer.model.scorecard;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a scorecard's metrics must be like. */
final class MetricRules {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern SIGNAL = Pattern.compile("[a-z][a-z0-9_.:-]*");
  private static final int LONGEST_WINDOW = 3650;
  private static final double LONGEST_HALF_LIFE = 365;
  private static final double MOST_POINTS = 1e6;

  /** Metrics built on each other are hard to follow long before they are slow. */
  private static final int DEEPEST = 8;

  private final List<Metric> metrics;
  private final @Nullable Set<String> signals;
  private final Findings findings;
  private final TreeMap<String, Metric> byName = new TreeMap<>();

  MetricRules(List<Metric> metrics, @Nullable Set<String> signals, Findings findings) {
    this.metrics = metrics;
    this.signals = signals;
    this.findings = findings;
    metrics.forEach(metric -> byName.putIfAbsent(metric.name(), metric));
  }

  void check() {
    findings.notEmpty("metrics", metrics);
    List<String> before = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      String path = "metrics[" + i + "]";
      findings.name(path + ".name", metric.name(), NAME, "lower-case letters, digits and _");
      findings.unique(path + ".name", metric.name(), before);
      findings.text(path + ".title", metric.title());
      check(path, metric);
      before.add(metric.name());
    }
  }

  private void check(String path, Metric metric) {
    switch (metric) {
      case Windowed m -> windowed(path, m);
      case DecayedPoints m -> decayed(path, m);
      case TimeSince m -> signal(path, m.signal());
      case Age m -> signal(path, m.signal());
      case FactNumber m -> named(path + ".fact", m.fact());
      case DaysUntil m -> named(path + ".fact", m.fact());
      case Ratio m -> ratio(path, m);
      case Change m -> change(path, m);
      case Derived m -> {
        whenZero(path, m.whenZero());
        nesting(path, m.name(), m, new ArrayList<>(List.of(m.name())));
      }
    }
  }

  private void windowed(String path, Windowed metric) {
    signal(path, metric.signal());
    findings.between(path + ".days", metric.days(), 1, LONGEST_WINDOW);
    if (metric.kind() == Windowed.Kind.ACTIVE_WEEKS && metric.days() % 7 != 0) {
      String message = metric.days() + " days are not whole weeks";
      findings.add(path + ".days", Reason.RANGE, message);
    }
  }

  private void decayed(String path, DecayedPoints metric) {
    signal(path, metric.signal());
    findings.between(path + ".points", metric.points(), -MOST_POINTS, MOST_POINTS);
    if (metric.points() == 0) {
      findings.add(path + ".points", Reason.RANGE, "must not be 0");
    }
    findings.positive(path + ".half_life_days", metric.halfLifeDays(), LONGEST_HALF_LIFE);
  }

  private void ratio(String path, Ratio metric) {
    known(path + ".numerator", metric.numerator());
    known(path + ".denominator", metric.denominator());
    findings.notZero(path + ".factor", metric.factor());
    whenZero(path, metric.whenZero());
    nesting(path, metric.name(), metric, new ArrayList<>(List.of(metric.name())));
  }

  private void change(String path, Change metric) {
    known(path + ".of", metric.of());
    whenZero(path, metric.whenZero());
    Metric of = byName.get(metric.of());
    if (of != null && !(of instanceof Windowed)) {
      String message = "\"%s\" has no window that could be compared".formatted(metric.of());
      findings.add(path + ".of", Reason.METRIC_KIND, message);
    }
  }

  /** Follows metrics down; true when something was found, so that one mistake is told once. */
  private boolean nesting(String path, String root, Metric metric, List<String> trail) {
    for (String part : parts(metric)) {
      if (part.equals(root)) {
        String chain = String.join(" → ", trail) + " → " + root;
        findings.add(path, Reason.METRIC_CYCLE, "is built on itself: " + chain);
        return true;
      }
      Metric deeper = byName.get(part);
      if (deeper != null && !trail.contains(part) && below(path, root, deeper, trail)) {
        return true;
      }
    }
    return false;
  }

  private static Collection<String> parts(Metric metric) {
    return switch (metric) {
      case Ratio m -> List.of(m.numerator(), m.denominator());
      case Derived m -> m.expression().metrics();
      case Windowed _, DecayedPoints _, TimeSince _, Age _, FactNumber _, DaysUntil _, Change _ ->
          List.of();
    };
  }

  private boolean below(String path, String root, Metric deeper, List<String> trail) {
    if (parts(deeper).isEmpty()) {
      return false;
    }
    if (trail.size() >= DEEPEST) {
      String message = "metrics built on metrics are deeper than " + DEEPEST + " levels";
      findings.add(path, Reason.COST_LIMIT, message);
      return true;
    }
    trail.add(deeper.name());
    boolean found = nesting(path, root, deeper, trail);
    trail.removeLast();
    return found;
  }

  private void whenZero(String path, @Nullable Double whenZero) {
    if (whenZero != null) {
      findings.finite(path + ".when_zero", whenZero);
    }
  }

  private void known(String path, String name) {
    findings.known(path, Reason.METRIC_UNKNOWN, "metric", name, byName.keySet());
  }

  private void signal(String path, String signal) {
    named(path + ".signal", signal);
    if (signals != null && !signal.isEmpty()) {
      findings.known(path + ".signal", Reason.SIGNAL_UNKNOWN, "signal", signal, signals);
    }
  }

  private void named(String path, String name) {
    findings.name(path, name, SIGNAL, "lower-case letters, digits, _ . : and -");
  }
}
