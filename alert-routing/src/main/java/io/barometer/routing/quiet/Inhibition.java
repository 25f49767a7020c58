package io.barometer.routing.quiet;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.match.Matcher;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * One alert keeps another quiet while it fires, as an account at Critical does with its own At-Risk
 * alert. An alert that is on both sides is not kept quiet by others like it.
 *
 * @param source what is asked of the alert that keeps quiet
 * @param target what is asked of the one that is kept quiet
 * @param equal labels that must be the same in both
 */
public record Inhibition(
    String name, List<Matcher> source, List<Matcher> target, Set<Label> equal) {

  public Inhibition {
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = Set.copyOf(equal);
  }

  /** Whether one of the alerts that fire keeps this one quiet. */
  public boolean inhibits(Collection<Labels> firing, Labels alert) {
    if (!Matcher.all(target, alert)) {
      return false;
    }
    boolean both = Matcher.all(source, alert);
    return firing.stream()
        .anyMatch(
            other ->
                Matcher.all(source, other)
                    && !(both && Matcher.all(target, other))
                    && equal.stream().allMatch(l -> alert.text(l).equals(other.text(l))));
  }
}
