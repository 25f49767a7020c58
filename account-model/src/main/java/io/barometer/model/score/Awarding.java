package io.barometer.model.score;

import io.barometer.model.measure.Measures;
import io.barometer.model.measure.Reading;
import io.barometer.model.score.Line.Lines;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.MissingPolicy;
import io.barometer.model.scorecard.PointsItem;
import io.barometer.model.scorecard.Tenths;
import java.util.List;

/** Points, item by item. */
final class Awarding implements Run {
  private static final int FULL = 1000;

  private final Item[] items;
  private final boolean normalised;
  private final Reading reading;
  private final double[] values;
  private final int[] given;
  private final Treatment[] treatments;
  private long covered;
  private int attainable;
  private int sum;
  private String objection = "";

  /**
   * An item, ready to be read.
   *
   * @param place of its metric; −1 for a condition
   */
  record Item(PointsItem item, int place, Needs needs) {
    long weight() {
      return Math.max(item.award().most(), -item.award().least());
    }
  }

  Awarding(Item[] items, boolean normalised, Reading reading) {
    this.items = items;
    this.normalised = normalised;
    this.reading = reading;
    this.values = new double[items.length];
    this.given = new int[items.length];
    this.treatments = new Treatment[items.length];
    for (int i = 0; i < items.length; i++) {
      read(i, items[i]);
      sum += given[i];
    }
  }

  static Item ready(PointsItem item, Measures measures) {
    return switch (item.award()) {
      case PointsItem.Steps steps ->
          new Item(item, measures.place(steps.metric()), new Needs(measures, List.of()));
      case PointsItem.When when -> new Item(item, -1, new Needs(measures, List.of(when.when())));
    };
  }

  private void read(int i, Item item) {
    values[i] =
        switch (item.item().award()) {
          case PointsItem.Steps _ -> reading.metric(item.place());
          case PointsItem.When when -> when.when().value(reading);
        };
    if (Double.isNaN(values[i])) {
      miss(i, item);
      return;
    }
    treatments[i] = Treatment.COUNTED;
    covered += item.weight();
    attainable += item.item().award().most();
    given[i] =
        switch (item.item().award()) {
          case PointsItem.Steps steps -> steps.tenths(values[i]);
          case PointsItem.When when -> values[i] == 1 ? when.tenths() : 0;
        };
  }

  private void miss(int i, Item item) {
    int most = item.item().award().most();
    switch (item.item().missing()) {
      case MissingPolicy.Exclude _ -> treatments[i] = Treatment.EXCLUDED;
      case MissingPolicy.Zero _ -> {
        treatments[i] = Treatment.ZERO;
        attainable += most;
      }
      case MissingPolicy.Neutral(double value) -> {
        treatments[i] = Treatment.NEUTRAL;
        attainable += most;
        given[i] = (int) StrictMath.floor(value * most + 0.5);
      }
      case MissingPolicy.Unknown _ -> {
        treatments[i] = Treatment.UNKNOWN;
        objection = "no data for " + item.item().title();
      }
    }
  }

  @Override
  public long weight() {
    long weight = 0;
    for (Item item : items) {
      weight += item.weight();
    }
    return weight;
  }

  @Override
  public long covered() {
    return covered;
  }

  @Override
  public long fresh(int days) {
    long fresh = 0;
    for (int i = 0; i < items.length; i++) {
      boolean counts = treatments[i] == Treatment.COUNTED;
      fresh += counts && isFresh(items[i], days) ? items[i].weight() : 0;
    }
    return fresh;
  }

  private boolean isFresh(Item item, int days) {
    return item.place() >= 0
        ? reading.isFresh(item.place(), days)
        : item.needs().fresh(reading, days) == item.needs().size();
  }

  @Override
  public String objection() {
    return objection.isEmpty() && normalised && attainable == 0 ? "no data" : objection;
  }

  @Override
  public int tenths() {
    return Math.max(0, Math.min(FULL, unlimited()));
  }

  private int unlimited() {
    return normalised ? Remainders.halfUp((long) FULL * sum, attainable) : sum;
  }

  @Override
  public double group(String name) {
    return Double.NaN;
  }

  @Override
  public void addTo(Lines lines, boolean scored) {
    int[] parts = scored ? parts() : new int[items.length];
    for (int i = 0; i < items.length; i++) {
      lines.add(line(i, parts[i], scored));
    }
    int cut = scored ? tenths() - unlimited() : 0;
    if (cut != 0) {
      lines.add(Line.of("points", "limit", "a score is between 0 and 100", cut, 0));
    }
  }

  private int[] parts() {
    if (!normalised) {
      return given;
    }
    long[] exact = new long[given.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = (long) FULL * given[i];
    }
    return Remainders.parts(exact, attainable, unlimited());
  }

  private Line line(int i, int tenths, boolean scored) {
    PointsItem item = items[i].item();
    Metric metric = items[i].place() < 0 ? null : reading.describe(items[i].place());
    int most = item.award().most();
    boolean counts = scored && treatments[i].counts();
    int possible =
        !counts ? 0 : normalised ? (int) Math.ceilDiv((long) FULL * most, attainable) : most;
    return new Line(
        "points",
        item.name(),
        metric,
        item.title() + ", " + said(i) + Tenths.text(given[i]) + " points",
        values[i],
        Double.NaN,
        100.0 * items[i].weight() / weight(),
        0,
        tenths,
        possible,
        treatments[i]);
  }

  private String said(int i) {
    return Double.isNaN(values[i]) ? "no data: " : values[i] == 1 ? "yes: " : "no: ";
  }
}
