package io.barometer.model;

import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.MissingPolicy;
import io.barometer.model.scorecard.Normaliser;
import io.barometer.model.scorecard.OverrideRule;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.ArrayList;
import java.util.List;

/** Scorecards for tests. */
public final class Cards {
  public static final List<Band> BANDS =
      List.of(
          new Band("Critical", 0, 250),
          new Band("At Risk", 250, 500),
          new Band("Moderate", 500, 750),
          new Band("Healthy", 750, 1000));

  private Cards() {}

  /**
   * One dimension per name; each input is the latest value of the signal of that name, 0 to 100.
   */
  public static Scorecard percentages(
      List<String> names, List<Integer> weights, MissingPolicy missing) {
    List<Metric> metrics = new ArrayList<>();
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      metrics.add(new Windowed(name, name, "%", name, Kind.LAST, 30));
      Input input = new Input(name, 100, line(0, 100), missing);
      dimensions.add(new Dimension(name, name, weights.get(i), List.of(input)));
    }
    return card(0, metrics, dimensions);
  }

  /** Eight metrics of all families over activity alone. */
  public static Scorecard usage() {
    List<Metric> metrics =
        List.of(
            new TimeSince("silence", "days since the last activity", "days", "activity"),
            windowed("active_days_30", "active days", Kind.ACTIVE_DAYS, 30),
            windowed("active_days_90", "active days in 90", Kind.ACTIVE_DAYS, 90),
            windowed("users_90", "active users", Kind.DISTINCT_ACTORS, 90),
            windowed("busiest", "share of the busiest user", Kind.CONCENTRATION, 90),
            windowed("events_60", "events", Kind.COUNT, 60),
            new Change("growth", "events against the 60 days before", "", "events_60", null),
            new DecayedPoints("points", "activity points", "points", "activity", 5, 7),
            windowed("features_90", "used features", Kind.DISTINCT_ITEMS, 90),
            new Ratio("per_user", "events per user", "", "events_60", "users_90", 1, null));
    List<Dimension> dimensions =
        List.of(
            dimension("recency", 30, in("silence", 100, down(3, 90))),
            dimension(
                "regularity",
                25,
                in("active_days_30", 55, line(0, 8)),
                in("active_days_90", 45, line(0, 30))),
            dimension("reach", 25, in("users_90", 55, line(0, 7)), in("busiest", 45, down(0.3, 1))),
            dimension(
                "trend",
                20,
                in("growth", 70, line(0, 1.5)),
                in("points", 20, new Normaliser.Logistic(20, 0.1)),
                in("per_user", 10, line(0, 10))));
    return card(0.5, metrics, dimensions);
  }

  public static Scorecard card(
      double minimumCoverage, List<Metric> metrics, List<Dimension> dimensions) {
    return new Scorecard("usage", "1.0.0", "Usage", minimumCoverage, metrics, dimensions, BANDS);
  }

  /** The same; a csm may override it by 50 points for a month. */
  public static Scorecard overridable(Scorecard card) {
    return new Scorecard(
        card.name(),
        card.score(),
        card.version(),
        card.title(),
        card.sufficiency(),
        card.signals(),
        card.metrics(),
        card.method(),
        card.adjustments(),
        card.bandSets(),
        card.variants(),
        card.segments(),
        card.stages(),
        card.rollUp(),
        List.of(new OverrideRule("csm", 500, 500, 30)));
  }

  public static Windowed windowed(String name, String title, Kind kind, int days) {
    return new Windowed(name, title, "", "activity", kind, days);
  }

  public static Dimension dimension(String name, int weight, Input... inputs) {
    return new Dimension(name, name, weight, List.of(inputs));
  }

  public static Input in(String metric, int weight, Normaliser normaliser) {
    return new Input(metric, weight, normaliser, new MissingPolicy.Exclude());
  }

  public static Normaliser line(double zero, double one) {
    return new Normaliser.Points(
        List.of(new Normaliser.Point(zero, 0), new Normaliser.Point(one, 1)));
  }

  public static Normaliser down(double one, double zero) {
    return new Normaliser.Points(
        List.of(new Normaliser.Point(one, 1), new Normaliser.Point(zero, 0)));
  }
}
