package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Fade;
import io.barometer.model.scorecard.DecayedPoints;

/** Σ points × 0.5^(age / half-life), nothing from 20 half-lives on. */
final class DecayMeasure implements Measure {
  private final Source source;
  private final double points;
  private final Fade fade;

  DecayMeasure(DecayedPoints metric, Source source) {
    this.source = source;
    points = metric.points();
    fade = Fade.halfLife(metric.halfLifeDays());
  }

  @Override
  public double value(AccountHistory history, long day) {
    return source.known(history).firstDay() > day
        ? Double.NaN
        : points * source.counted(history).faded(day, fade);
  }

  @Override
  public void column(Columns days, double[] into) {
    days.whole(source).faded(fade, into);
    for (int i = 0; i < days.length(); i++) {
      into[i] = points * into[i];
    }
    days.missingBefore(source.known(days.history()).firstDay(), into);
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    long last = source.lastDay(history);
    return last == Long.MIN_VALUE ? last : last + fade.days();
  }

  @Override
  public long lastSeen(AccountHistory history, long day) {
    return source.lastSeen(history, day);
  }
}
