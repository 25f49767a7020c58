package io.barometer.model.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Sets two evaluations with the same scorecard side by side. */
final class Explainer {
  private static final int MOVERS = 3;
  private static final int BRAKES = 2;

  /** What keeps a score low costs it at least this much. */
  private static final int BRAKE_TENTHS = 30;

  private final Scorer scorer;
  private final Evaluation now;
  private final Evaluation then;
  private final List<Contribution> contributions = new ArrayList<>(32);

  Explainer(Scorer scorer, Evaluation now, Evaluation then) {
    this.scorer = scorer;
    this.now = now;
    this.then = then;
  }

  Explanation explain() {
    Assessment assessment = now.assessment();
    Score compared = then.score();
    boolean both = assessment.score().known() && compared.known();
    long days = assessment.score().day() - compared.day();
    List<Line> lines = now.lines();
    List<Line> before = then == now ? lines : then.lines();
    for (int i = 0; i < lines.size(); i++) {
      add(lines.get(i), same(lines.get(i), i, before), both, days);
    }
    for (int i = 0; i < before.size() && then != now; i++) {
      if (same(before.get(i), i, lines) == null) {
        gone(before.get(i), both);
      }
    }
    return new Explanation(assessment, compared, contributions, drivers());
  }

  /** The line about the same thing, which usually has the same place. */
  private static @Nullable Line same(Line line, int place, List<Line> others) {
    if (place < others.size() && line.isAbout(others.get(place))) {
      return others.get(place);
    }
    for (Line other : others) {
      if (line.isAbout(other)) {
        return other;
      }
    }
    return null;
  }

  private void add(Line line, @Nullable Line before, boolean both, long days) {
    int change = both ? line.tenths() - (before == null ? 0 : before.tenths()) : 0;
    double valueBefore = before == null ? Double.NaN : before.value();
    contributions.add(contribution(line, valueBefore, change, text(line, valueBefore, days)));
  }

  /** What is no longer there, for example an adjustment that applied then. */
  private void gone(Line line, boolean both) {
    if (both && line.tenths() != 0) {
      Line ended = Line.of(line.section(), line.name(), line.says(), 0, 0);
      String text = "no longer: " + (line.metric() == null ? line.says() : line.metric().title());
      contributions.add(contribution(ended, line.value(), -line.tenths(), text));
    }
  }

  private String text(Line line, double before, long days) {
    if (line.section().equals(RollingUp.SECTION)) {
      return Sentences.ofChild(line.says(), before, line.value(), days);
    }
    if (line.metric() == null) {
      return line.says();
    }
    boolean connected = scorer.isConnected(line.metric().name());
    return Sentences.of(line.metric(), before, line.value(), line.treatment(), days, connected);
  }

  private static Contribution contribution(Line line, double before, int change, String text) {
    return new Contribution(
        line.section(),
        line.name(),
        line.metric() == null ? line.says() : line.metric().title(),
        line.metric() == null ? "" : line.metric().unit(),
        optional(line.value()),
        optional(line.normalised()),
        line.weightPercent(),
        line.effectivePercent(),
        line.tenths(),
        line.possibleTenths(),
        line.treatment(),
        optional(before),
        change,
        text);
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private List<Driver> drivers() {
    List<Contribution> movers = new ArrayList<>();
    for (Contribution part : contributions) {
      if (part.changeTenths() != 0) {
        movers.add(part);
      }
    }
    movers.sort(Comparator.comparingInt(part -> -Math.abs(part.changeTenths())));
    List<Driver> drivers = new ArrayList<>();
    List<Contribution> strongest = movers.subList(0, Math.min(MOVERS, movers.size()));
    strongest.forEach(part -> drivers.add(driver(part, part.text())));
    List<Contribution> brakes = new ArrayList<>();
    for (Contribution part : contributions) {
      if (lost(part) >= BRAKE_TENTHS && !strongest.contains(part)) {
        brakes.add(part);
      }
    }
    brakes.sort(Comparator.comparingInt(part -> -lost(part)));
    for (Contribution part : brakes.subList(0, Math.min(BRAKES, brakes.size()))) {
      drivers.add(driver(part, Sentences.brake(part)));
    }
    return drivers;
  }

  private static int lost(Contribution part) {
    return part.possibleTenths() - part.tenths();
  }

  private static Driver driver(Contribution part, String text) {
    return new Driver(part.metric(), text, part.changeTenths());
  }
}
