package io.barometer.model.score;

import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Tenths;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Plain English for one input. */
public final class Sentences {
  /** Beyond this, or this near to a half, hundredths are not rounded in binary. */
  private static final double PLAIN = 1e9;

  private static final double NEAR = 1e-4;

  private Sentences() {}

  /** For example "active users fell from 12 to 3 in 30 days". */
  static String of(
      Metric metric, double then, double now, Treatment treatment, long days, boolean connected) {
    if (Double.isNaN(now)) {
      String what = connected ? "no data for " : "no source connected for ";
      return what + metric.title() + treated(treatment);
    }
    return moved(metric.title(), "data", then, now, days);
  }

  /** For example "Acme Ltd fell from 80 to 68 in 30 days". */
  static String ofChild(String name, double then, double now, long days) {
    return Double.isNaN(now)
        ? "no score of " + name + treated(Treatment.EXCLUDED)
        : moved(name, "score", then, now, days);
  }

  private static String moved(String title, String what, double then, double now, long days) {
    String value = number(now);
    if (Double.isNaN(then)) {
      return title + ": " + value + ", no " + what + " " + days(days) + " before";
    }
    String before = now == then ? value : number(then);
    if (before.equals(value)) {
      return title + ": " + value + ", as " + days(days) + " before";
    }
    String verb = now > then ? " rose from " : " fell from ";
    return title + verb + before + " to " + value + " in " + days(days);
  }

  private static String days(long days) {
    return days + (days == 1 ? " day" : " days");
  }

  /**
   * For example "active users: 3, gives 4.0 of 30.0 points"; what can only cost points is told as
   * it is.
   */
  static String brake(Contribution part) {
    if (part.possibleTenths() == 0) {
      return part.text();
    }
    String gives =
        " gives " + Tenths.text(part.tenths()) + " of " + Tenths.text(part.possibleTenths());
    String what =
        part.value().isEmpty() || part.title().equals(part.text())
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
  public static String number(double value) {
    if (value == StrictMath.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    double hundredths = Math.abs(value) * 100;
    double half = hundredths - StrictMath.floor(hundredths) - 0.5;
    if (hundredths > PLAIN || Math.abs(half) < NEAR) {
      BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    return hundredths(value < 0, (long) StrictMath.floor(hundredths + 0.5));
  }

  private static String hundredths(boolean negative, long size) {
    long rest = size % 100;
    String sign = negative && size > 0 ? "-" : "";
    String decimals =
        rest == 0 ? "" : rest % 10 == 0 ? "." + rest / 10 : (rest < 10 ? ".0" : ".") + rest;
    return sign + size / 100 + decimals;
  }
}
