package io.barometer.model.score;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's word against a computed score. Kept as a fact of the account, so that a score of any
 * day is still a function of the history.
 *
 * @param tenths the score that it sets, 0 to 1000
 * @param lastDay the last day on which it holds, days since 1970-01-01; from the next on it is over
 * @param role in which role the author spoke
 * @param author who
 * @param reason why
 */
public record ScoreOverride(int tenths, long lastDay, String role, String author, String reason) {
  private static final Pattern TEXT =
      Pattern.compile(
          "score=(\\d{1,4}) until=(\\d{4}-\\d\\d-\\d\\d) role=(\\S+) author=(.+?) reason=(.*)",
          Pattern.DOTALL);
  private static final int FULL = 1000;

  /**
   * The fact under which the overrides of a score are kept, for example {@code override.health}.
   */
  public static String fact(String score) {
    return "override." + score;
  }

  /** What ends an override before its last day, told as the fact's next value. */
  public static final String WITHDRAWN = "withdrawn";

  /** As the fact's value. */
  public String text() {
    return "score=%d until=%s role=%s author=%s reason=%s"
        .formatted(tenths, LocalDate.ofEpochDay(lastDay), role, author, reason);
  }

  /** The override that a fact's value tells; empty when it tells none. */
  public static Optional<ScoreOverride> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > FULL) {
      return Optional.empty();
    }
    try {
      long lastDay = LocalDate.parse(matcher.group(2)).toEpochDay();
      return Optional.of(
          new ScoreOverride(
              Integer.parseInt(matcher.group(1)),
              lastDay,
              matcher.group(3),
              matcher.group(4),
              matcher.group(5)));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  /** Whether it holds on a day on or after the one it was told. */
  public boolean holdsOn(long day) {
    return day <= lastDay;
  }
}
