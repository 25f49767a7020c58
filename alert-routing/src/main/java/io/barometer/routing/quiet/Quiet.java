package io.barometer.routing.quiet;

import io.barometer.routing.match.Labels;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All that can keep alerts of a tenant quiet. */
public record Quiet(List<Silence> silences, List<Inhibition> inhibitions) {

  /** Nothing. */
  public static final Quiet NOTHING = new Quiet(List.of(), List.of());

  public Quiet {
    silences = List.copyOf(silences);
    inhibitions = List.copyOf(inhibitions);
  }

  /**
   * Why an alert is kept quiet at this moment, for people; empty when it is not.
   *
   * @param firing the labels of the alerts that fire
   */
  public Optional<String> reason(Labels alert, Collection<Labels> firing, Instant now) {
    for (Silence silence : silences) {
      if (silence.silences(alert, now)) {
        return Optional.of("silence " + silence.id() + " until " + silence.to());
      }
    }
    for (Inhibition inhibition : inhibitions) {
      if (inhibition.inhibits(firing, alert)) {
        return Optional.of("inhibition " + inhibition.name());
      }
    }
    return Optional.empty();
  }
}
