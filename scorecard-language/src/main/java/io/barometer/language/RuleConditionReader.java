package io.barometer.language;

import io.barometer.language.expression.Vocabulary;
import io.barometer.model.alert.Comparison;
import io.barometer.model.alert.Condition;
import io.barometer.model.scorecard.Violation.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reads the one condition of a rule. */
final class RuleConditionReader {
  private static final Condition NONE = new Condition.Streak(1);
  private static final Map<String, Comparison> BOUNDS =
      new TreeMap<>(
          Map.of(
              "below", Comparison.LESS,
              "at_most", Comparison.LESS_OR_EQUAL,
              "more_than", Comparison.GREATER,
              "at_least", Comparison.GREATER_OR_EQUAL));
  private static final List<String> KINDS =
      List.of(
          "drop",
          "sustained",
          "streak",
          "crossing",
          "renewal",
          "level",
          "coverage_lost",
          "silent_source",
          "event",
          "expression");
  private static final Expressions EXPRESSIONS = new Expressions(Vocabulary.RULE);

  /** How a number must stand to which bound. */
  private record Bound(Comparison comparison, int value) {}

  private RuleConditionReader() {}

  static Condition condition(Fields rule) {
    List<String> kinds = KINDS.stream().filter(rule::has).toList();
    if (kinds.size() != 1) {
      rule.owner()
          .problem(
              kinds.isEmpty() ? Reason.REQUIRED : Reason.FORMAT,
              kinds.isEmpty()
                  ? "the condition is missing: one of " + String.join(", ", KINDS)
                  : "a rule has one condition, not " + String.join(" and ", kinds));
      return NONE;
    }
    return condition(kinds.getFirst(), rule.need(kinds.getFirst()).orElseThrow());
  }

  private static Condition condition(String kind, YamlField field) {
    return switch (kind) {
      case "drop" -> {
        Fields fields = fields(field, "days");
        Bound bound = bound(fields, YamlField::tenths);
        yield new Condition.Drop(fields.whole("days"), bound.comparison(), bound.value());
      }
      case "sustained" -> {
        Fields fields = fields(field, "longer_than");
        Bound bound = bound(fields, YamlField::tenths);
        yield new Condition.Sustained(
            bound.comparison(), bound.value(), fields.days("longer_than"));
      }
      case "streak" -> new Condition.Streak(Fields.of(field, Keys.of("falls")).whole("falls"));
      case "crossing" -> {
        Bound bound = bound(fields(field), YamlField::tenths);
        yield new Condition.Crossing(bound.comparison(), bound.value());
      }
      case "level" -> {
        Bound bound = bound(fields(field), YamlField::tenths);
        yield new Condition.Standing(bound.comparison(), bound.value());
      }
      case "coverage_lost" -> {
        Bound bound = bound(fields(field), YamlField::whole);
        yield new Condition.CoverageLost(bound.comparison(), bound.value());
      }
      case "renewal" -> renewal(field);
      case "silent_source" -> silence(field);
      case "event" -> event(field);
      default -> formula(field);
    };
  }

  private static Condition renewal(YamlField field) {
    Fields fields = fields(field, "within", "band");
    int days = fields.days("within");
    boolean bounded = BOUNDS.keySet().stream().anyMatch(fields::has);
    Condition.Level level = new Condition.Level.Any();
    if (bounded) {
      Bound bound = bound(fields, YamlField::tenths);
      level = new Condition.Level.Bound(bound.comparison(), bound.value());
    }
    return new Condition.Renewal(days, level, fields.text("band", ""));
  }

  private static Condition silence(YamlField field) {
    Fields fields = Fields.of(field, Keys.of("signal", "longer_than"));
    int hours = fields.need("longer_than").map(RuleConditionReader::hours).orElse(1);
    return new Condition.Silence(fields.text("signal"), hours);
  }

  private static int hours(YamlField field) {
    Duration duration = RuleFileReader.duration(field);
    if (duration.toSeconds() % 3_600 != 0) {
      field.problem("expected whole hours such as 3h");
    }
    return (int) Math.min(duration.toHours(), Integer.MAX_VALUE);
  }

  private static Condition event(YamlField field) {
    Fields fields = Fields.of(field, Keys.of("type", "where", "open", "until"));
    return new Condition.Happened(
        fields.text("type"),
        texts(fields.get("where")),
        fields.has("open") ? fields.days("open") : 30,
        texts(fields.get("until")));
  }

  private static SortedMap<String, String> texts(@Nullable YamlField field) {
    SortedMap<String, String> texts = new TreeMap<>();
    if (field != null) {
      field.mapping().forEach((key, value) -> texts.put(key, value.text()));
    }
    return texts;
  }

  private static Condition formula(YamlField field) {
    Fields fields = Fields.of(field, Keys.of("when", "until"));
    YamlField until = fields.get("until");
    return fields
        .need("when")
        .<Condition>map(
            when ->
                new Condition.Formula(
                    EXPRESSIONS.condition(when),
                    until == null ? null : EXPRESSIONS.condition(until)))
        .orElse(NONE);
  }

  private static Fields fields(YamlField field, String... keys) {
    Set<String> known = Keys.of(keys);
    known.addAll(BOUNDS.keySet());
    return Fields.of(field, known);
  }

  private static Bound bound(Fields fields, ToIntFunction<YamlField> value) {
    List<String> bounds = BOUNDS.keySet().stream().filter(fields::has).toList();
    if (bounds.size() != 1) {
      fields
          .owner()
          .problem(
              bounds.isEmpty() ? Reason.REQUIRED : Reason.FORMAT,
              "one bound is needed: " + String.join(", ", BOUNDS.keySet()));
      return new Bound(Comparison.LESS, 0);
    }
    String key = bounds.getFirst();
    return new Bound(
        BOUNDS.getOrDefault(key, Comparison.LESS),
        value.applyAsInt(fields.need(key).orElseThrow()));
  }
}
