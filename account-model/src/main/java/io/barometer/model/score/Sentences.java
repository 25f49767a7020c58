package io.barometer.model.score;

import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Tenths;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Plain English for one input. */
final class Sentences {
  private Sentences() {}

  /** For example "active users fell from 12 to 3 in 30 days". */
  static String of(
      Metric metric, OptionalDouble then, OptionalDouble now, Treatment treatment, long days) {
    if (now.isEmpty()) {
      return "no data for " + metric.title() + treated(treatment);
    }
    String value = number(now.getAsDouble());
    if (then.isEmpty()) {
      return "%s: %s, no data %s days before".formatted(metric.title(), value, days);
    }
    String before = number(then.getAsDouble());
    if (before.equals(value)) {
      return "%s: %s, as %s days before".formatted(metric.title(), value, days);
    }
    String verb = now.getAsDouble() > then.getAsDouble() ? "rose" : "fell";
    return "%s %s from %s to %s in %s days".formatted(metric.title(), verb, before, value, days);
  }

  /** For example "active users: 3, gives 4.0 of 30.0 points". */
  static String brake(Contribution part) {
    String gives =
        " gives %s of %s points"
            .formatted(Tenths.text(part.tenths()), Tenths.text(part.possibleTenths()));
    return part.value().isEmpty()
        ? part.text() + "," + gives
        : part.title() + ": " + number(part.value().getAsDouble()) + "," + gives;
  }

  private static String treated(Treatment treatment) {
    return switch (treatment) {
      case COUNTED -> "";
      case EXCLUDED -> ", left out";
      case ZERO -> ", counted as 0";
      case NEUTRAL -> ", counted as neutral";
      case UNKNOWN -> ", hence no score";
    };
  }

  /** At most two decimals, half up, no trailing zeros. */
  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
