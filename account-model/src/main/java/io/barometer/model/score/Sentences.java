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
      return metric.title() + ": " + value + ", no data " + days + " days before";
    }
    String before = number(then.getAsDouble());
    if (before.equals(value)) {
      return metric.title() + ": " + value + ", as " + days + " days before";
    }
    String verb = now.getAsDouble() > then.getAsDouble() ? " rose from " : " fell from ";
    return metric.title() + verb + before + " to " + value + " in " + days + " days";
  }

  /** For example "active users: 3, gives 4.0 of 30.0 points". */
  static String brake(Contribution part) {
    String gives =
        " gives " + Tenths.text(part.tenths()) + " of " + Tenths.text(part.possibleTenths());
    String what =
        part.value().isEmpty()
            ? part.text()
            : part.title() + ": " + number(part.value().getAsDouble());
    return what + "," + gives + " points";
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
    if (value == StrictMath.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
