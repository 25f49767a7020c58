package io.barometer.model.alert;

import java.util.List;

/**
 * What the policy decided.
 *
 * @param memory what to remember of the account from now on
 * @param transitions in the order of the rules
 * @param dueHour the first hour since 1970 at whose beginning time alone can change something;
 *     {@link #NEVER} when none
 */
public record Decision(AccountMemory memory, List<Transition> transitions, long dueHour) {

  /** No hour, and no day. */
  public static final long NEVER = Integer.MAX_VALUE;

  public Decision {
    transitions = List.copyOf(transitions);
  }
}
