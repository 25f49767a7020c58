package io.barometer.benchmarks.figure;

/**
 * One number.
 *
 * @param key its name for programs, for example {@code events_per_second}
 * @param title its name for people, unit included
 * @param decimals digits after the point that are worth printing
 */
public record Figure(String key, String title, double value, int decimals) {

  /** A whole number. */
  public static Figure whole(String key, String title, double value) {
    return new Figure(key, title, value, 0);
  }

  /** The value with its decimals, thousands separated; "–" when it is not a number. */
  String text() {
    return Double.isNaN(value) ? "–" : ("%,." + decimals + "f").formatted(value);
  }
}
