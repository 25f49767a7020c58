package io.barometer.language;

import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Derived;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.MissingPolicy;
import io.barometer.model.scorecard.Normaliser;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of a model in words. */
final class Texts {
  private Texts() {}

  static String describe(Metric metric) {
    return switch (metric) {
      case Windowed m -> figure(m.kind()) + " of " + m.signal() + " in " + m.days() + " days";
      case DecayedPoints m ->
          "%s points for each %s, half of it after %s days"
              .formatted(number(m.points()), m.signal(), number(m.halfLifeDays()));
      case TimeSince m -> "days since " + m.signal() + " was last seen";
      case Age m -> "days since " + m.signal() + " was first seen";
      case FactNumber m -> "the fact " + m.fact();
      case DaysUntil m -> "days until the fact " + m.fact();
      case Ratio m ->
          m.numerator()
              + " / "
              + m.denominator()
              + (m.factor() == 1 ? "" : " × " + number(m.factor()))
              + whenZero(m.whenZero());
      case Change m -> m.of() + " / the same one window earlier" + whenZero(m.whenZero());
      case Derived m -> m.expression().source() + whenZero(m.whenZero());
    };
  }

  private static String whenZero(@Nullable Double value) {
    return value == null ? "" : ", " + number(value) + " when the divisor is 0";
  }

  private static String figure(Windowed.Kind kind) {
    return switch (kind) {
      case COUNT -> "number";
      case SUM -> "sum";
      case MEAN -> "mean";
      case MIN -> "smallest value";
      case MAX -> "largest value";
      case LAST -> "latest value";
      case DISTINCT_ACTORS -> "different people";
      case DISTINCT_ITEMS -> "different items";
      case ACTIVE_DAYS -> "days";
      case ACTIVE_WEEKS -> "weeks";
      case UPTIME_HOURS -> "hours";
      case CONCENTRATION -> "share of the busiest person";
      case SILENT_CHAMPION -> "days of silence of the busiest person";
    };
  }

  static String describe(Normaliser normaliser) {
    return switch (normaliser) {
      case Normaliser.Points n -> corners(n.points(), " → ");
      case Normaliser.Steps n ->
          "below: " + number(n.below()) + ", " + corners(n.steps(), " or more → ");
      case Normaliser.AtLeast n -> number(n.threshold()) + " or more → 1";
      case Normaliser.Inverse n -> "the less the better, half at " + number(n.half());
      case Normaliser.Logistic n -> "S-curve around " + number(n.midpoint());
    };
  }

  private static String corners(List<Normaliser.Point> corners, String arrow) {
    return corners.stream()
        .map(corner -> number(corner.x()) + arrow + number(corner.y()))
        .collect(Collectors.joining(", "));
  }

  static String describe(MissingPolicy missing) {
    return switch (missing) {
      case MissingPolicy.Exclude _ -> "left out";
      case MissingPolicy.Zero _ -> "0";
      case MissingPolicy.Neutral(double value) -> number(value);
      case MissingPolicy.Unknown _ -> "no score";
    };
  }

  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
