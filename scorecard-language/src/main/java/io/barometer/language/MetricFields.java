package io.barometer.language;

import java.util.Map;

/** The keys of one metric. What is missing or of the wrong kind is noted as a problem. */
record MetricFields(YamlField metric, Map<String, YamlField> fields) {

  boolean has(String key) {
    return fields.containsKey(key);
  }

  String text(String key, String otherwise) {
    YamlField field = fields.get(key);
    return field == null ? otherwise : field.text();
  }

  String text(String key) {
    if (!has(key)) {
      metric.problem("the key \"" + key + "\" is missing");
    }
    return text(key, "");
  }

  double number(String key) {
    YamlField field = fields.get(key);
    if (field == null) {
      metric.problem("the key \"" + key + "\" is missing");
      return 0;
    }
    return field.number();
  }

  int days(String key) {
    int days = MetricReader.days(text(key));
    YamlField field = fields.get(key);
    if (days == 0 && field != null) {
      field.problem("expected a number of days such as 90d");
    }
    return days;
  }

  void problem(String key, String text) {
    YamlField field = fields.get(key);
    (field == null ? metric : field).problem(text);
  }
}
