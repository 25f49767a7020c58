package io.barometer.edge;

import io.barometer.proto.access.v1.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roles that a credential holds. Viewer, operator, modeller and admin are a ladder: each
 * includes those before it. Source and service stand apart.
 *
 * @param held at least one
 */
public record Roles(Set<Role> held) {

  private static final List<Role> LADDER =
      List.of(Role.ROLE_VIEWER, Role.ROLE_OPERATOR, Role.ROLE_MODELLER, Role.ROLE_ADMIN);
  private static final String PREFIX = "ROLE_";

  public Roles {
    held = Collections.unmodifiableSet(EnumSet.copyOf(held));
  }

  /** The given roles. */
  public static Roles of(Role first, Role... more) {
    return new Roles(EnumSet.of(first, more));
  }

  /** The role of a name such as {@code viewer}, or null when there is none. */
  public static @Nullable Role named(String name) {
    for (Role role : Role.values()) {
      if (role != Role.ROLE_UNSPECIFIED && role != Role.UNRECOGNIZED && name(role).equals(name)) {
        return role;
      }
    }
    return null;
  }

  /** The name of a role as people write it, for example {@code viewer}. */
  public static String name(Role role) {
    return role.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  /** Whether these roles are enough for what needs the given one. */
  public boolean include(Role required) {
    int step = LADDER.indexOf(required);
    return step < 0
        ? held.contains(required)
        : LADDER.subList(step, LADDER.size()).stream().anyMatch(held::contains);
  }

  /** Whether these roles are enough for what needs one of those. */
  boolean includeAny(List<Role> required) {
    return required.stream().anyMatch(this::include);
  }
}
