package io.barometer.model.alert;

import java.time.Instant;

/** A rule began or ceased to hold for an account. */
public sealed interface Transition {

  AlertRule rule();

  /** The sequence at which the alert fired: together with the rule it names the alert. */
  long episode();

  /** Why, a sentence with figures. */
  String reason();

  /**
   * The rule began to hold.
   *
   * @param first true when this rule, with this condition, never fired before for the account
   */
  record Fired(AlertRule rule, long episode, Instant time, String reason, boolean first)
      implements Transition {}

  /** The data on which it fired was corrected, and on the corrected data it would not have. */
  record Withdrawn(AlertRule rule, long episode, Instant firedTime, Instant time, String reason)
      implements Transition {}

  /** The data on which it fired was corrected, and on the corrected data it would have as well. */
  record Confirmed(AlertRule rule, long episode, Instant firedTime, Instant time, String reason)
      implements Transition {}

  /** The rule no longer holds. */
  record Resolved(AlertRule rule, long episode, Instant firedTime, Instant time, String reason)
      implements Transition {}
}
