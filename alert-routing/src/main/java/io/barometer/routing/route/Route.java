package io.barometer.routing.route;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Matcher;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A branch of the tree as it is written. What is null is the parent's.
 *
 * @param name unique among the branches beside it
 * @param goOn whether the branches after it are asked too
 * @param mutedIn names of time intervals in which it tells nobody; not inherited
 * @param activeIn names of time intervals outside of which it tells nobody; empty for always; not
 *     inherited
 * @param escalations ordered by time
 */
public record Route(
    String name,
    List<Matcher> matchers,
    boolean goOn,
    @Nullable List<String> receivers,
    @Nullable Set<Label> groupBy,
    @Nullable Duration groupWait,
    @Nullable Duration groupInterval,
    @Nullable Duration repeatInterval,
    @Nullable List<Escalation> escalations,
    List<String> mutedIn,
    List<String> activeIn,
    List<Route> routes) {

  /** A branch that says nothing but whom to tell. */
  public static Route to(String name, String... receivers) {
    return new Route(
        name,
        List.of(),
        false,
        List.of(receivers),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of());
  }
}
