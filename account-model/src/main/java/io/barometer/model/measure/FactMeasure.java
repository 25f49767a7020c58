package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import java.util.Optional;

/** A fact that is a number, up to 18 digits before and behind the point. */
record FactMeasure(String fact) implements Measure {
  private static final int MOST_DIGITS = 18;

  @Override
  public double value(AccountHistory history, long day) {
    Optional<String> text = history.fact(fact, day);
    return text.isPresent() && isNumber(text.get()) ? Double.parseDouble(text.get()) : Double.NaN;
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    return history.lastFactDay(fact).orElse(Long.MIN_VALUE);
  }

  @Override
  public long lastSeen(AccountHistory history, long day) {
    return history.fact(fact, day).isPresent() ? day : Long.MIN_VALUE;
  }

  private static boolean isNumber(String text) {
    int begin = text.startsWith("-") ? 1 : 0;
    int whole = digits(text, begin);
    if (whole == begin || whole - begin > MOST_DIGITS || whole == text.length()) {
      return whole > begin && whole - begin <= MOST_DIGITS;
    }
    int end = digits(text, whole + 1);
    int decimals = end - whole - 1;
    return text.charAt(whole) == '.'
        && decimals > 0
        && decimals <= MOST_DIGITS
        && end == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
