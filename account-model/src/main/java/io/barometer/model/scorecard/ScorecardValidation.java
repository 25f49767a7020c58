package io.barometer.model.scorecard;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells everything that is wrong with a scorecard at once. */
public final class ScorecardValidation {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?");

  private static final Pattern SIGNAL = Pattern.compile("[a-z][a-z0-9_.:-]*");

  private final Scorecard card;
  private final @Nullable Set<String> signals;
  private final Findings findings = new Findings();

  private ScorecardValidation(Scorecard card, @Nullable Set<String> signals) {
    this.card = card;
    this.signals = signals;
  }

  /**
   * All violations, in the order of the scorecard; empty when it can be used. Signals may have any
   * name.
   */
  public static List<Violation> violations(Scorecard card) {
    return new ScorecardValidation(card, null).check();
  }

  /**
   * All violations, in the order of the scorecard, unknown signals among them; empty when it can be
   * used.
   */
  public static List<Violation> violations(Scorecard card, Set<String> signals) {
    return new ScorecardValidation(card, new TreeSet<>(signals)).check();
  }

  private List<Violation> check() {
    findings.name("name", card.name(), NAME, "lower-case letters, digits, _ and -");
    if (!VERSION.matcher(card.version()).matches()) {
      String message = "\"%s\" is not a version like 1.0.0".formatted(card.version());
      findings.add("version", Reason.NAME_FORMAT, message);
    }
    findings.text("title", card.title());
    findings.name("score", card.score(), NAME, "lower-case letters, digits, _ and -");
    Sufficiency needs = card.sufficiency();
    findings.between("minimum_coverage", needs.minimumCoverage(), 0, 1);
    findings.between("freshness.minimum", needs.minimumFreshness(), 0, 1);
    findings.between("freshness.within", needs.freshDays(), 1, 3650);
    signals();
    new MetricRules(card.metrics(), knownSignals(), findings).check();
    Set<String> metrics = new TreeSet<>();
    card.metrics().forEach(metric -> metrics.add(metric.name()));
    new MethodRules(metrics, findings).check(card.method());
    new AroundRules(card, metrics, findings).check();
    return findings.all();
  }

  private void signals() {
    Set<String> before = new TreeSet<>();
    for (DerivedSignal signal : card.signals()) {
      String path = "signals." + signal.name();
      findings.name(path, signal.name(), SIGNAL, "lower-case letters, digits, _ . : and -");
      findings.unique(path, signal.name(), before);
      before.add(signal.name());
      findings.name(path + ".of", signal.of(), SIGNAL, "lower-case letters, digits, _ . : and -");
      if (signals != null) {
        findings.known(
            path + ".of", Violation.Reason.SIGNAL_UNKNOWN, "signal", signal.of(), signals);
      }
    }
  }

  private @Nullable Set<String> knownSignals() {
    if (signals == null) {
      return null;
    }
    Set<String> known = new TreeSet<>(signals);
    card.signals().forEach(signal -> known.add(signal.name()));
    return known;
  }
}
