package io.barometer.model.alert;

import io.barometer.model.alert.Condition.Sustained;
import java.time.Duration;
import java.time.Instant;

/**
 * A rule.
 *
 * @param name unique in the tenant
 * @param title for people
 * @param severity how urgent its alerts are
 * @param playbook the playbook it triggers; empty for none
 * @param owner who answers for it; may be empty
 * @param condition what it watches
 * @param steadiness what keeps it from flapping
 */
public record AlertRule(
    String name,
    String title,
    Severity severity,
    String playbook,
    String owner,
    Condition condition,
    Steadiness steadiness) {

  /** A rule without an owner that fires and ends at once. */
  public AlertRule(
      String name, String title, Severity severity, String playbook, Condition condition) {
    this(name, title, severity, playbook, "", condition, Steadiness.NONE);
  }

  /**
   * What an account's memory of this rule is kept under. It changes with the condition, so a
   * changed rule starts without memory.
   */
  public String key() {
    return name + '|' + condition.canonical();
  }

  /** Whether it listens for what happened to an account or was heard of it. */
  public boolean hears(AlertInput input) {
    return switch (input) {
      case AlertInput.EventTold event ->
          condition instanceof Condition.Happened happened && happened.type().equals(event.type());
      case AlertInput.SourceHeard heard ->
          condition instanceof Condition.Silence silence && silence.signal().equals(heard.signal());
      case AlertInput.ScoreMoved _, AlertInput.Corrected _ -> false;
      case AlertInput.DayBegan _, AlertInput.HourBegan _ -> false;
    };
  }

  /** Whether it does not fire as soon as its condition holds. */
  boolean waits() {
    return condition instanceof Sustained || !steadiness.hold().isZero();
  }

  /** Whether a condition that holds since a moment has held for long enough. */
  boolean ripe(Instant since, Instant now) {
    boolean lasted =
        !(condition instanceof Sustained sustained)
            || now.isAfter(since.plus(Duration.ofDays(sustained.longerThanDays())));
    return lasted && !now.isBefore(since.plus(steadiness.hold()));
  }
}
