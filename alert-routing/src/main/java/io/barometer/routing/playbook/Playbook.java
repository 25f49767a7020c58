package io.barometer.routing.playbook;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.match.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What begins runs of a playbook, and what holds them back.
 *
 * @param rules rules whose alerts begin runs, besides those that carry the playbook's name
 * @param matchers alerts that match all of them begin runs too; none when there is none
 * @param audience what an alert must match in any case
 * @param approval whether a person must approve each run
 * @param lapse after so long without approval a run lapses
 * @param coolDown after a run began for an account, none begins for so long
 * @param activeFrom alerts that fired earlier begin no run
 */
public record Playbook(
    String name,
    Set<String> rules,
    List<Matcher> matchers,
    List<Matcher> audience,
    boolean approval,
    Duration lapse,
    Duration coolDown,
    Instant activeFrom) {

  public Playbook {
    rules = Set.copyOf(rules);
    matchers = List.copyOf(matchers);
    audience = List.copyOf(audience);
  }

  /** One that is only a name in a rule: every alert of that rule triggers it at once. */
  public static Playbook named(String name) {
    return new Playbook(
        name, Set.of(), List.of(), List.of(), false, Duration.ZERO, Duration.ZERO, Instant.MIN);
  }

  /** Whether an alert is of its trigger and its audience. */
  public boolean matches(Labels alert) {
    boolean triggered =
        alert.text(Label.PLAYBOOK).equals(name)
            || rules.contains(alert.text(Label.RULE))
            || (!matchers.isEmpty() && Matcher.all(matchers, alert));
    return triggered && Matcher.all(audience, alert);
  }
}
