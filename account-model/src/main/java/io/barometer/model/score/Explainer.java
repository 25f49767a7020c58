package io.barometer.model.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sets two weighings of the same scorecard side by side. */
final class Explainer {
  private static final int MOVERS = 3;
  private static final int BRAKES = 2;

  /** What keeps a score low costs it at least this much. */
  private static final int BRAKE_TENTHS = 30;

  private final Scorer scorer;
  private final Weighing now;
  private final Weighing then;

  Explainer(Scorer scorer, Weighing now, Weighing then) {
    this.scorer = scorer;
    this.now = now;
    this.then = then;
  }

  Explanation explain(long day, long comparedDay) {
    Score score = scorer.score(now, day);
    Score compared = scorer.score(then, comparedDay);
    List<Contribution> contributions = contributions(score, compared);
    return new Explanation(score, compared, contributions, drivers(contributions));
  }

  private List<Contribution> contributions(Score score, Score compared) {
    int size = scorer.inputs().size();
    int[] parts = score.known() ? now.parts() : new int[size];
    int[] before = compared.known() ? then.parts() : new int[size];
    boolean both = score.known() && compared.known();
    long days = score.day() - compared.day();
    List<Contribution> contributions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int change = both ? parts[i] - before[i] : 0;
      contributions.add(contribution(i, score.known(), parts[i], change, days));
    }
    return contributions;
  }

  private Contribution contribution(int i, boolean known, int tenths, int change, long days) {
    WeighedInput input = scorer.inputs().get(i);
    return new Contribution(
        input.dimension().name(),
        input.metric().name(),
        input.metric().title(),
        input.metric().unit(),
        now.values[i],
        now.normalised[i],
        input.weight() / 100.0,
        known ? now.effectivePercent(i) : 0,
        tenths,
        known ? now.possibleTenths(i) : 0,
        now.treatments[i],
        then.values[i],
        change,
        Sentences.of(input.metric(), then.values[i], now.values[i], now.treatments[i], days));
  }

  private static List<Driver> drivers(List<Contribution> contributions) {
    List<Contribution> movers =
        contributions.stream()
            .filter(part -> part.changeTenths() != 0)
            .sorted(Comparator.comparingInt(part -> -Math.abs(part.changeTenths())))
            .limit(MOVERS)
            .toList();
    List<Driver> drivers = new ArrayList<>();
    movers.forEach(part -> drivers.add(driver(part, part.text())));
    contributions.stream()
        .filter(part -> lost(part) >= BRAKE_TENTHS && !movers.contains(part))
        .sorted(Comparator.comparingInt(part -> -lost(part)))
        .limit(BRAKES)
        .forEach(part -> drivers.add(driver(part, Sentences.brake(part))));
    return drivers;
  }

  private static int lost(Contribution part) {
    return part.possibleTenths() - part.tenths();
  }

  private static Driver driver(Contribution part, String text) {
    return new Driver(part.metric(), text, part.changeTenths());
  }
}
