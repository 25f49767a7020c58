package io.barometer.model.scorecard;

import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Collects violations, with the checks that every part of a scorecard needs. */
final class Findings {
  private static final int LONGEST_NAME = 100;

  private final List<Violation> found = new ArrayList<>();

  List<Violation> all() {
    return List.copyOf(found);
  }

  void add(String path, Reason reason, String message) {
    add(path, reason, message, Map.of());
  }

  void add(String path, Reason reason, String message, Map<String, String> details) {
    found.add(new Violation(path, reason, message, new TreeMap<>(details)));
  }

  void text(String path, String text) {
    if (text.isBlank()) {
      add(path, Reason.REQUIRED, "must not be empty");
    }
  }

  void notEmpty(String path, Collection<?> elements) {
    if (elements.isEmpty()) {
      add(path, Reason.REQUIRED, "needs at least one element");
    }
  }

  /** {@code letters} says in words what {@code pattern} allows. */
  void name(String path, String name, Pattern pattern, String letters) {
    if (name.isEmpty()) {
      add(path, Reason.REQUIRED, "must not be empty");
    } else if (name.length() > LONGEST_NAME || !pattern.matcher(name).matches()) {
      add(path, Reason.NAME_FORMAT, "\"%s\" is not made of %s".formatted(name, letters));
    }
  }

  void unique(String path, String name, Collection<String> before) {
    if (before.contains(name)) {
      add(path, Reason.NAME_TAKEN, "\"%s\" stands twice".formatted(name));
    }
  }

  void known(String path, Reason reason, String kind, String name, Collection<String> known) {
    if (known.contains(name)) {
      return;
    }
    String message = "there is no %s \"%s\"".formatted(kind, name);
    NearestName.of(name, known)
        .ifPresentOrElse(
            near ->
                add(
                    path,
                    reason,
                    message + "; did you mean \"" + near + "\"?",
                    Map.of("nearest", near)),
            () -> add(path, reason, message));
  }

  void between(String path, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      add(
          path,
          Reason.RANGE,
          "%s is not between %s and %s"
              .formatted(Numbers.text(value), Numbers.text(least), Numbers.text(most)));
    }
  }

  void positive(String path, double value, double most) {
    if (!(value > 0 && value <= most)) {
      add(
          path,
          Reason.RANGE,
          "%s is not above 0 and at most %s".formatted(Numbers.text(value), Numbers.text(most)));
    }
  }

  void finite(String path, double value) {
    if (!Double.isFinite(value)) {
      add(path, Reason.RANGE, Numbers.text(value) + " is not a finite number");
    }
  }

  void notZero(String path, double value) {
    finite(path, value);
    if (value == 0) {
      add(path, Reason.RANGE, "must not be 0");
    }
  }

  void weights(String path, String of, long sum) {
    if (sum != 100) {
      add(
          path,
          Reason.WEIGHTS_SUM,
          "the weights of %s add up to %s, not to 100".formatted(of, sum),
          Map.of("sum", Long.toString(sum), "expected", "100"));
    }
  }

  void missing(String path, MissingPolicy missing) {
    switch (missing) {
      case MissingPolicy.Exclude _, MissingPolicy.Zero _, MissingPolicy.Unknown _ -> {}
      case MissingPolicy.Neutral(double value) -> between(path, value, 0, 1);
    }
  }

  void ascending(String path, String what, double before, double value) {
    if (value <= before) {
      String message =
          "%s %s does not come after %s".formatted(what, Numbers.text(value), Numbers.text(before));
      add(path, Reason.POINTS_ORDER, message);
    }
  }
}
