package io.barometer.language;

import io.barometer.model.scorecard.MissingPolicy;
import io.barometer.model.scorecard.Normaliser;
import io.barometer.model.scorecard.Normaliser.Point;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how an input maps its value to 0 … 1, and what it does without one. */
final class NormaliserReader {
  private static final Set<String> KINDS =
      Keys.of("points", "steps", "at_least", "inverse", "logistic");
  private static final Set<String> STEPS_KEYS = Keys.of("below", "steps");
  private static final Set<String> LOGISTIC_KEYS = Keys.of("midpoint", "steepness");
  private static final Set<String> POLICIES =
      Keys.of("exclude", "zero", "neutral(VALUE)", "unknown");
  private static final Pattern NEUTRAL = Pattern.compile("neutral\\((\\d(?:\\.\\d+)?)\\)");
  private static final Normaliser NONE = new Normaliser.AtLeast(0);

  private NormaliserReader() {}

  static Normaliser read(YamlField input, @Nullable YamlField field) {
    if (field == null) {
      input.problem(Reason.REQUIRED, "the key \"normalise\" is missing");
      return NONE;
    }
    Map<String, YamlField> kinds = field.mapping(KINDS);
    if (kinds.size() != 1) {
      field.problem("expected exactly one of " + String.join(", ", KINDS));
      return NONE;
    }
    String kind = kinds.keySet().iterator().next();
    YamlField value = kinds.values().iterator().next();
    return switch (kind) {
      case "points" -> new Normaliser.Points(points(value));
      case "steps" -> steps(value);
      case "at_least" -> new Normaliser.AtLeast(value.number());
      case "inverse" -> new Normaliser.Inverse(value.number());
      case "logistic" -> {
        Map<String, YamlField> fields = value.mapping(LOGISTIC_KEYS);
        yield new Normaliser.Logistic(
            number(value, fields, "midpoint"), number(value, fields, "steepness"));
      }
      default -> NONE;
    };
  }

  private static Normaliser steps(YamlField field) {
    Map<String, YamlField> fields = field.mapping(STEPS_KEYS);
    YamlField steps = fields.get("steps");
    if (steps == null) {
      field.problem(Reason.REQUIRED, "the key \"steps\" is missing");
      return NONE;
    }
    return new Normaliser.Steps(number(field, fields, "below"), points(steps));
  }

  private static List<Point> points(YamlField field) {
    List<Point> points = new ArrayList<>();
    for (YamlField item : field.items()) {
      List<YamlField> pair = item.items();
      if (pair.size() == 2) {
        points.add(new Point(pair.get(0).number(), pair.get(1).number()));
      } else {
        item.problem("expected a pair [value, 0 … 1]");
      }
    }
    return points;
  }

  private static double number(YamlField owner, Map<String, YamlField> fields, String key) {
    YamlField field = fields.get(key);
    if (field == null) {
      owner.problem(Reason.REQUIRED, "the key \"" + key + "\" is missing");
      return 0;
    }
    return field.number();
  }

  static MissingPolicy missing(YamlField input, @Nullable YamlField field) {
    if (field == null) {
      input.problem(
          Reason.REQUIRED, "the key \"missing\" is missing; one of " + String.join(", ", POLICIES));
      return new MissingPolicy.Exclude();
    }
    String text = field.text();
    Matcher neutral = NEUTRAL.matcher(text);
    if (neutral.matches()) {
      return new MissingPolicy.Neutral(Double.parseDouble(neutral.group(1)));
    }
    return switch (text) {
      case "exclude" -> new MissingPolicy.Exclude();
      case "zero" -> new MissingPolicy.Zero();
      case "unknown" -> new MissingPolicy.Unknown();
      default -> {
        field.problem("expected one of " + String.join(", ", POLICIES));
        yield new MissingPolicy.Exclude();
      }
    };
  }
}
