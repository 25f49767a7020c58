package io.barometer.language.expression;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A product of units with exponents, for example users × days⁻¹. Null stands for "fits every unit":
 * numbers of the file, and metrics that tell none.
 */
record Unit(Map<String, Integer> exponents) {

  static @Nullable Unit of(String name) {
    return name.isEmpty() ? null : new Unit(Map.of(name, 1));
  }

  static @Nullable Unit product(@Nullable Unit left, @Nullable Unit right, int sign) {
    Map<String, Integer> exponents = new TreeMap<>();
    if (left != null) {
      exponents.putAll(left.exponents);
    }
    if (right != null) {
      right.exponents.forEach((name, power) -> exponents.merge(name, sign * power, Integer::sum));
    }
    exponents.values().removeIf(power -> power == 0);
    return exponents.isEmpty() ? null : new Unit(exponents);
  }

  static boolean fit(@Nullable Unit left, @Nullable Unit right) {
    return left == null || right == null || left.equals(right);
  }

  @Override
  public String toString() {
    return exponents.entrySet().stream()
        .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : "^" + entry.getValue()))
        .collect(Collectors.joining("·"));
  }
}
