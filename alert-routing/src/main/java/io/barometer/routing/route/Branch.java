package io.barometer.routing.route;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import java.util.List;
import java.util.Set;

/**
 * A branch with everything it has of its own and of its parents.
 *
 * @param path the names from the root on, joined by {@code /}; unique in the tree
 */
public record Branch(
    String path,
    List<String> receivers,
    Set<Label> groupBy,
    Timing timing,
    List<Escalation> escalations,
    List<String> mutedIn,
    List<String> activeIn) {

  /** What an alert of this branch is grouped by. */
  public Labels group(Labels alert) {
    return alert.only(groupBy);
  }
}
