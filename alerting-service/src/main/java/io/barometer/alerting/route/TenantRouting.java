package io.barometer.alerting.route;

import io.barometer.routing.mute.TimeInterval;
import io.barometer.routing.quiet.Inhibition;
import io.barometer.routing.route.Branch;
import io.barometer.routing.route.RouteTree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's routing, ready to be asked.
 *
 * @param intervals by name
 * @param receivers every name that a route tells or escalates to
 */
public record TenantRouting(
    RouteTree tree,
    Map<String, TimeInterval> intervals,
    List<Inhibition> inhibitions,
    List<String> receivers) {

  public TenantRouting {
    intervals = Map.copyOf(intervals);
    inhibitions = List.copyOf(inhibitions);
    receivers = List.copyOf(receivers);
  }

  /** Whether any branch tells anybody. */
  public boolean tellsSomebody() {
    return !receivers.isEmpty();
  }

  /** The interval because of which a branch tells nobody at this moment; empty when it does. */
  public Optional<String> closedBy(Branch branch, Instant now) {
    Optional<String> muted = branch.mutedIn().stream().filter(name -> holds(name, now)).findFirst();
    if (muted.isPresent() || branch.activeIn().isEmpty()) {
      return muted;
    }
    boolean active = branch.activeIn().stream().anyMatch(name -> holds(name, now));
    return active
        ? Optional.empty()
        : Optional.of("outside " + String.join(", ", branch.activeIn()));
  }

  private boolean holds(String name, Instant now) {
    TimeInterval interval = intervals.get(name);
    return interval != null && interval.contains(now);
  }
}
