package io.barometer.model.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects violations. */
final class Findings {
  private final List<Violation> found = new ArrayList<>();

  void add(String path, Violation.Reason reason, String message) {
    add(path, reason, message, Map.of());
  }

  void add(String path, Violation.Reason reason, String message, Map<String, String> details) {
    found.add(new Violation(path, reason, message, new TreeMap<>(details)));
  }

  void sum(String path, int sum) {
    if (sum != 100) {
      add(
          path,
          Violation.Reason.WEIGHTS_SUM,
          "the weights add up to " + sum + ", not to 100",
          Map.of("sum", Integer.toString(sum), "expected", "100"));
    }
  }

  List<Violation> all() {
    return List.copyOf(found);
  }
}
