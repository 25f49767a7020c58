package io.barometer.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keys in the order in which messages name them. */
final class Keys {
  private Keys() {}

  static Set<String> of(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }
}
