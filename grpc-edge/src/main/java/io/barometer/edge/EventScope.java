package io.barometer.edge;

import io.barometer.proto.access.v1.Role;
import java.util.Set;

/**
 * Which events a credential may record.
 *
 * @param sources the sources that events may name; empty for all
 * @param types the event types, by the names of their payloads; empty for all
 */
public record EventScope(Set<String> sources, Set<String> types) {

  /** The source of events that Barometer records for people. */
  public static final String OWN_SOURCE = "barometer";

  /** Every event. */
  public static final EventScope ALL = new EventScope(Set.of(), Set.of());

  /** What an operator may record: overrides of scores, which scoring-service passes on. */
  private static final EventScope OVERRIDES =
      new EventScope(Set.of(OWN_SOURCE), Set.of("score_overridden", "override_withdrawn"));

  public EventScope {
    sources = Set.copyOf(sources);
    types = Set.copyOf(types);
  }

  /**
   * What roles alone allow. The interceptor lets nobody record who is neither source nor operator.
   */
  static EventScope of(Roles roles) {
    return roles.include(Role.ROLE_SOURCE) ? ALL : OVERRIDES;
  }

  /** Whether events of a source may be recorded. */
  public boolean hasSource(String source) {
    return sources.isEmpty() || sources.contains(source);
  }

  /** Whether events of a type may be recorded. */
  public boolean hasType(String type) {
    return types.isEmpty() || types.contains(type);
  }
}
