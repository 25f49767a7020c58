package io.barometer.routing.incident;

import java.util.List;

/**
 * What a decision made of an incident.
 *
 * @param changes what its history gains; empty when nothing is to be told
 */
public record Step(Incident incident, List<Change> changes) {

  public Step {
    changes = List.copyOf(changes);
  }

  static Step same(Incident incident) {
    return new Step(incident, List.of());
  }

  static Step of(Incident incident, Change change) {
    return new Step(incident, List.of(change));
  }
}
