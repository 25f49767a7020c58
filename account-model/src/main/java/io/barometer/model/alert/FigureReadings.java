package io.barometer.model.alert;

import io.barometer.model.scorecard.Readings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an expression of a rule reads of a situation; it remembers which numbers it was told. */
final class FigureReadings implements Readings {
  private static final int MOST_VALUES = 6;

  private final Situation now;
  private final SortedMap<String, Double> read = new TreeMap<>();

  FigureReadings(Situation now) {
    this.now = now;
  }

  /** " (logins 3, score 42)": the numbers that were read, for people; empty when none were. */
  String values() {
    StringBuilder text = new StringBuilder();
    read.entrySet().stream()
        .limit(MOST_VALUES)
        .forEach(
            one -> {
              text.append(text.isEmpty() ? " (" : ", ");
              text.append(one.getKey()).append(' ').append(rounded(one.getValue()));
            });
    return text.isEmpty() ? "" : text.append(')').toString();
  }

  @Override
  public double figure(String name) {
    return told(name, now.figures().metrics().getOrDefault(name, Double.NaN));
  }

  @Override
  public double group(String name) {
    return told(name, now.figures().groups().getOrDefault(name, Double.NaN));
  }

  @Override
  public double score() {
    return told("score", now.known() ? now.tenths() / 10.0 : Double.NaN);
  }

  @Override
  public @Nullable String fact(String name) {
    return now.figures().facts().get(name);
  }

  @Override
  public double metric(int place) {
    return Double.NaN;
  }

  @Override
  public void dividedByZero() {}

  private double told(String name, double value) {
    read.put(name, value);
    return value;
  }

  private static String rounded(double value) {
    if (Double.isNaN(value)) {
      return "unknown";
    }
    BigDecimal decimal = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
