package io.barometer.model.score;

import io.barometer.model.measure.Reading;
import io.barometer.model.score.Line.Lines;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Part;
import io.barometer.model.scorecard.Sufficiency;
import io.barometer.model.scorecard.Tenths;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One account on one day: method, adjustments, override, in that order. */
final class Evaluation {
  private final Scorer scorer;
  private final Reading reading;
  private final Resolver.Chosen chosen;
  private final Children children;
  private final Run run;
  private final String unknownBecause;
  private final @Nullable Adjusting adjusting;
  private final @Nullable ScoreOverride override;

  Evaluation(Scorer scorer, Reading reading, @Nullable ScoreOverride override) {
    this.scorer = scorer;
    this.reading = reading;
    this.chosen = scorer.resolver().choose(reading);
    this.children = scorer.children(reading.day());
    this.run = scorer.run(reading, chosen, children);
    this.unknownBecause = objection();
    this.adjusting = unknownBecause.isEmpty() ? adjust() : null;
    this.override = override;
  }

  private Adjusting adjust() {
    int tenths = run.tenths();
    if (!scorer.card().adjustments().isEmpty()) {
      reading.tell(tenths / 10.0, run::group);
    }
    return new Adjusting(scorer.card().adjustments(), reading, tenths);
  }

  private String objection() {
    Sufficiency needs = scorer.card().sufficiency();
    long covered = run.covered();
    if (covered == 0) {
      return run.nothing();
    }
    if (!scorer.covers(covered, run.weight())) {
      return "data for less than " + percent(needs.minimumCoverage()) + " % of " + run.whole();
    }
    if (needs.minimumFreshness() > 0
        && run.fresh(needs.freshDays()) * Scorer.WHOLE < scorer.leastFresh() * run.weight()) {
      return "data of the last %d days for less than %s %% of %s"
          .formatted(needs.freshDays(), percent(needs.minimumFreshness()), run.whole());
    }
    return run.objection();
  }

  private static String percent(double share) {
    return Sentences.number(share * 100);
  }

  /** What counts. */
  Score score() {
    return override == null ? computed() : told(OptionalInt.of(override.tenths()));
  }

  Score computed() {
    return told(adjusting == null ? OptionalInt.empty() : OptionalInt.of(adjusting.tenths()));
  }

  private Score told(OptionalInt tenths) {
    String band = scorer.band(chosen.bandSet(), tenths);
    int coverage = (int) (100 * run.covered() / Math.max(1, run.weight()));
    return new Score(reading.day(), tenths, band, coverage);
  }

  Assessment assessment() {
    return new Assessment(
        score(),
        computed(),
        (int)
            (100 * run.fresh(scorer.card().sufficiency().freshDays()) / Math.max(1, run.weight())),
        unknownBecause,
        scorer.resolver().explain(chosen, reading),
        adjusting == null ? List.of() : adjusting.labels(),
        override);
  }

  /** The average that populations are made of; empty when there is none. */
  OptionalInt baseTenths() {
    boolean enough = scorer.covers(run.covered(), run.weight());
    return run.covered() > 0 && enough && run instanceof Ranking ranking
        ? OptionalInt.of(ranking.baseTenths())
        : OptionalInt.empty();
  }

  String segment() {
    return chosen.segmentName();
  }

  Readout readout(UsedMetrics used) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    List<Metric> all = scorer.card().metrics();
    for (int place = 0; place < all.size(); place++) {
      if (used.reads(place)) {
        put(metrics, all.get(place).name(), reading.metric(place));
      }
    }
    SortedMap<String, Double> groups = new TreeMap<>();
    groups(scorer.card().dimensions(), groups);
    return new Readout(metrics, groups);
  }

  private void groups(List<? extends Part> parts, SortedMap<String, Double> groups) {
    for (Part part : parts) {
      if (part instanceof Dimension group) {
        put(groups, group.name(), run.group(group.name()));
        groups(group.parts(), groups);
      }
    }
  }

  private static void put(SortedMap<String, Double> values, String name, double value) {
    if (Double.isFinite(value)) {
      values.put(name, value);
    }
  }

  List<Line> lines() {
    Lines lines = new Lines();
    run.addTo(lines, adjusting != null);
    children.notes().forEach(note -> lines.add(Line.of("hierarchy", "hierarchy", note, 0, 0)));
    if (adjusting != null) {
      adjusting.addTo(lines);
    }
    if (override != null) {
      int computed = adjusting == null ? 0 : adjusting.tenths();
      int moved = override.tenths() - computed;
      lines.add(Line.of("override", "override", said(override), moved, Math.max(0, moved)));
    }
    return lines.all;
  }

  private static String said(ScoreOverride override) {
    return "%s (%s) says %s: %s"
        .formatted(
            override.author(), override.role(), Tenths.text(override.tenths()), override.reason());
  }
}
