package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import org.jspecify.annotations.Nullable;

/** A fact that is a number, up to 18 digits before and behind the point. */
record FactMeasure(String fact) implements Measure {
  private static final int MOST_DIGITS = 18;

  @Override
  public double value(AccountHistory history, long day) {
    return number(history.fact(fact, day).orElse(null));
  }

  @Override
  public void column(Columns days, double[] into) {
    @Nullable String[] told = days.fact(fact);
    for (int i = 0; i < days.length(); i++) {
      into[i] = i > 0 && told[i] == told[i - 1] ? into[i - 1] : number(told[i]);
    }
  }

  private static double number(@Nullable String text) {
    return text != null && isNumber(text) ? Double.parseDouble(text) : Double.NaN;
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
