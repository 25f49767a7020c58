package io.barometer.language;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of one mapping. What is missing or of the wrong kind is noted as a problem. */
record Fields(YamlField owner, Map<String, YamlField> fields) {
  private static final Pattern DAYS = Pattern.compile("([1-9]\\d{0,4})d");
  private static final Pattern PART_DAYS = Pattern.compile("(\\d{1,5}(?:\\.\\d+)?)d");

  /** Reads a mapping; keys that are not known are problems. */
  static Fields of(YamlField owner, Set<String> known) {
    return new Fields(owner, owner.mapping(known));
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  @Nullable YamlField get(String key) {
    return fields.get(key);
  }

  /** The value of a key; a problem, and empty, when it is not there. */
  Optional<YamlField> need(String key) {
    YamlField field = fields.get(key);
    if (field == null) {
      owner.problem(Reason.REQUIRED, "the key \"" + key + "\" is missing");
    }
    return Optional.ofNullable(field);
  }

  String text(String key, String otherwise) {
    YamlField field = fields.get(key);
    return field == null ? otherwise : field.text();
  }

  /** A text and where it stands; where these keys begin when it is not there. */
  Said said(String key) {
    YamlField field = fields.get(key);
    return field == null ? owner.said("") : field.said(field.text());
  }

  String text(String key) {
    return need(key).map(YamlField::text).orElse("");
  }

  double number(String key) {
    return need(key).map(YamlField::number).orElse(0.0);
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  int whole(String key) {
    return need(key).map(YamlField::whole).orElse(0);
  }

  /** Points as tenths. */
  int tenths(String key) {
    return need(key).map(YamlField::tenths).orElse(0);
  }

  /** Whether the key says true; a problem when it says neither true nor false. */
  boolean flag(String key) {
    YamlField field = fields.get(key);
    return field != null && field.flag();
  }

  List<YamlField> items(String key) {
    return need(key).map(YamlField::items).orElse(List.of());
  }

  /** The days of a text such as 90d. */
  int days(String key) {
    String text = text(key);
    Matcher matcher = DAYS.matcher(text);
    if (matcher.matches()) {
      return Integer.parseInt(matcher.group(1));
    }
    problem(key, "expected a number of days such as 90d");
    return 1;
  }

  /** The days of a text such as 3.5d. */
  double partDays(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    Matcher matcher = PART_DAYS.matcher(text(key));
    if (matcher.matches()) {
      return Double.parseDouble(matcher.group(1));
    }
    problem(key, "expected a number of days such as 7d");
    return otherwise;
  }

  /** A problem with the value of a key, unless it is not there, which has been told. */
  void problem(String key, String text) {
    YamlField field = fields.get(key);
    if (field != null) {
      field.problem(Reason.FORMAT, text);
    }
  }
}
