package io.barometer.model.score;

import io.barometer.model.measure.Reading;
import io.barometer.model.score.Line.Lines;
import io.barometer.model.scorecard.Logistic;
import io.barometer.model.scorecard.Method.Probability;
import java.util.List;

/** 100 − churn in percent. */
final class Foretelling implements Run {
  private static final int FULL = 1000;

  private final Probability method;
  private final int[] places;
  private final Reading reading;

  Foretelling(Probability method, int[] places, Reading reading) {
    this.method = method;
    this.places = places;
    this.reading = reading;
  }

  private List<Logistic.Term> terms() {
    return method.model().terms();
  }

  @Override
  public long weight() {
    return places.length;
  }

  @Override
  public long covered() {
    long covered = 0;
    for (int place : places) {
      covered += Double.isNaN(reading.metric(place)) ? 0 : 1;
    }
    return covered;
  }

  @Override
  public long fresh(int days) {
    long fresh = 0;
    for (int place : places) {
      boolean told = !Double.isNaN(reading.metric(place));
      fresh += told && reading.isFresh(place, days) ? 1 : 0;
    }
    return fresh;
  }

  @Override
  public String objection() {
    return String.join(", ", method.trainedOn().objections());
  }

  @Override
  public int tenths() {
    return staying(logitThrough(places.length));
  }

  /** The logit of the typical account and the first terms. */
  private double logitThrough(int count) {
    double logit = method.model().intercept();
    for (int i = 0; i < count; i++) {
      double value = reading.metric(places[i]);
      Logistic.Term term = terms().get(i);
      logit += Double.isNaN(value) ? 0 : term.coefficient() * (value - term.typical());
    }
    return logit;
  }

  private static int staying(double logit) {
    return (int) StrictMath.floor(FULL * (1 - Logistic.probability(logit)) + 0.5);
  }

  @Override
  public double group(String name) {
    return Double.NaN;
  }

  @Override
  public void addTo(Lines lines, boolean scored) {
    int before = staying(method.model().intercept());
    int typical = scored ? before : 0;
    lines.add(Line.of("probability", "typical", "the typical account", typical, typical));
    for (int i = 0; i < places.length; i++) {
      int through = staying(logitThrough(i + 1));
      lines.add(line(i, scored ? through - before : 0));
      before = through;
    }
  }

  private Line line(int i, int tenths) {
    double value = reading.metric(places[i]);
    return new Line(
        "probability",
        terms().get(i).metric(),
        reading.describe(places[i]),
        "",
        value,
        Double.NaN,
        100.0 / places.length,
        0,
        tenths,
        Math.max(0, tenths),
        Double.isNaN(value) ? Treatment.NEUTRAL : Treatment.COUNTED);
  }
}
