package io.barometer.model.alert;

import io.barometer.model.alert.PastAlerts.Episode;
import java.util.List;
import java.util.OptionalLong;

/**
 * What followed an alert, of what is known: that the customer left weighs more than a renewal, and
 * a renewal more than the end of the condition.
 *
 * @param day when that was; {@link Decision#NEVER} when nothing followed
 */
public record Aftermath(Kind kind, long day) {

  /** What can follow. */
  public enum Kind {
    /** The customer left. */
    CHURNED,
    /** The contract was renewed. */
    RENEWED,
    /** The condition ended. */
    RECOVERED,
    /** Nothing of that is known. */
    OPEN
  }

  /**
   * What followed within some days of the alert.
   *
   * @param churned days on which the customer left
   * @param renewed days on which the contract was renewed
   */
  public static Aftermath of(
      Episode episode, List<Long> churned, List<Long> renewed, int followDays) {
    long last = episode.firedDay() + followDays;
    OptionalLong left = first(churned, episode.firedDay(), last);
    if (left.isPresent()) {
      return new Aftermath(Kind.CHURNED, left.getAsLong());
    }
    OptionalLong stayed = first(renewed, episode.firedDay(), last);
    if (stayed.isPresent()) {
      return new Aftermath(Kind.RENEWED, stayed.getAsLong());
    }
    return episode.resolvedDay() <= last
        ? new Aftermath(Kind.RECOVERED, episode.resolvedDay())
        : new Aftermath(Kind.OPEN, Decision.NEVER);
  }

  /** Whether one of the alerts came before the day, by at most so many days. */
  public static boolean warned(List<Episode> episodes, long day, int followDays) {
    return episodes.stream()
        .anyMatch(one -> one.firedDay() <= day && day - one.firedDay() <= followDays);
  }

  private static OptionalLong first(List<Long> days, long from, long to) {
    return days.stream().mapToLong(Long::longValue).filter(d -> d >= from && d <= to).min();
  }
}
