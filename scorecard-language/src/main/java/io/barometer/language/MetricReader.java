package io.barometer.language;

import io.barometer.language.expression.CelExpression;
import io.barometer.language.expression.Vocabulary;
import io.barometer.language.expression.Words;
import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Derived;
import io.barometer.model.scorecard.Expression;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Violation.Reason;
import io.barometer.model.scorecard.Windowed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metrics of a model file. A {@code change} there may name signal, measure and window
 * itself; it becomes two metrics, the window's figure and its change. Expressions are compiled when
 * all names are known.
 */
final class MetricReader {
  /** Ends the name of the figure that a change is of. */
  static final String BASE = "_base";

  private static final Map<String, Windowed.Kind> WINDOWED = windowed();
  private static final Map<String, Set<String>> KEYS = keys();
  private static final Pattern PATH = Pattern.compile("metrics\\[(\\d+)](.*)");
  private static final Pattern WINDOW_SUFFIX = Pattern.compile("_\\d+d$");
  private static final double HALF_LIFE = 7;

  private final List<Metric> metrics = new ArrayList<>();
  private final List<String> namesInFile = new ArrayList<>();
  private final Map<Integer, Fields> expressions = new LinkedHashMap<>();

  private static Map<String, Windowed.Kind> windowed() {
    Map<String, Windowed.Kind> kinds = new LinkedHashMap<>();
    for (Windowed.Kind kind : Windowed.Kind.values()) {
      kinds.put(kind.name().toLowerCase(Locale.ROOT), kind);
    }
    return kinds;
  }

  private static Map<String, Set<String>> keys() {
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    WINDOWED.keySet().forEach(name -> keys.put(name, known("signal", "window")));
    keys.put("decayed_points", known("signal", "points", "half_life"));
    keys.put("time_since", known("signal"));
    keys.put("age", known("signal"));
    keys.put("fact", known("fact"));
    keys.put("days_until", known("fact"));
    keys.put("ratio", known("of", "over", "factor", "when_zero"));
    keys.put("change", known("signal", "of", "window", "when_zero"));
    keys.put("expression", known("expression", "when_zero"));
    return keys;
  }

  private static Set<String> known(String... own) {
    Set<String> keys = new LinkedHashSet<>(List.of("measure", "title", "unit"));
    keys.addAll(Arrays.asList(own));
    return keys;
  }

  /** All metrics, in the order of the file. */
  List<Metric> read(@Nullable YamlField field) {
    if (field != null) {
      field.mapping().forEach(this::read);
    }
    if (!expressions.isEmpty()) {
      var compiler = new Expressions(Vocabulary.of(metrics));
      expressions.forEach((place, fields) -> compile(compiler, place, fields));
    }
    return List.copyOf(metrics);
  }

  /** A path in the model's terms as a path in the file. */
  String inFile(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= namesInFile.size()) {
      return path;
    }
    String name = namesInFile.get(Integer.parseInt(matcher.group(1)));
    String key =
        matcher
            .group(2)
            .replace(".days", ".window")
            .replace(".numerator", ".of")
            .replace(".denominator", ".over")
            .replace(".half_life_days", ".half_life");
    return "metrics." + name + key;
  }

  /** "active_users_90d" → "active users". */
  static String title(String name) {
    return WINDOW_SUFFIX.matcher(name).replaceFirst("").replace('_', ' ');
  }

  private void read(String name, YamlField field) {
    if (Words.RESERVED.contains(name)) {
      field.problem(Reason.NAME_FORMAT, "\"" + name + "\" has a meaning of its own in expressions");
      return;
    }
    Map<String, YamlField> all = field.mapping();
    YamlField measure = all.get("measure");
    String kind = measure == null ? "" : measure.text();
    Set<String> keys = KEYS.get(kind);
    if (keys == null) {
      String nearest =
          NearestName.of(kind, KEYS.keySet())
              .map(known -> "; did you mean \"" + known + "\"?")
              .orElse("; one of " + String.join(", ", KEYS.keySet()));
      (measure == null ? field : measure).problem("expected a measure" + nearest);
      return;
    }
    read(name, kind, Fields.of(field, keys));
  }

  private void read(String name, String kind, Fields fields) {
    String title = fields.text("title", title(name));
    String unit = fields.text("unit", "");
    Windowed.Kind windowed = WINDOWED.get(kind);
    if (windowed != null) {
      int days = fields.days("window");
      add(name, new Windowed(name, title, unit, fields.text("signal"), windowed, days));
      return;
    }
    switch (kind) {
      case "decayed_points" -> {
        double points = fields.number("points");
        double halfLife = fields.partDays("half_life", HALF_LIFE);
        add(name, new DecayedPoints(name, title, unit, fields.text("signal"), points, halfLife));
      }
      case "time_since" -> add(name, new TimeSince(name, title, unit, fields.text("signal")));
      case "age" -> add(name, new Age(name, title, unit, fields.text("signal")));
      case "fact" -> add(name, new FactNumber(name, title, unit, fields.text("fact")));
      case "days_until" -> add(name, new DaysUntil(name, title, unit, fields.text("fact")));
      case "ratio" -> ratio(name, title, unit, fields);
      case "expression" -> {
        expressions.put(metrics.size(), fields);
        add(name, new Derived(name, title, unit, CelExpression.constant(0), null));
      }
      default -> change(name, title, unit, fields);
    }
  }

  private void ratio(String name, String title, String unit, Fields fields) {
    double factor = fields.number("factor", 1);
    Double whenZero = whenZero(fields);
    add(
        name,
        new Ratio(name, title, unit, fields.text("of"), fields.text("over"), factor, whenZero));
  }

  private void change(String name, String title, String unit, Fields fields) {
    if (!fields.has("signal") && !fields.has("window")) {
      add(name, new Change(name, title, unit, fields.text("of"), whenZero(fields)));
      return;
    }
    Windowed.Kind of = WINDOWED.get(fields.text("of"));
    if (of == null) {
      fields.problem("of", "expected one of " + String.join(", ", WINDOWED.keySet()));
      return;
    }
    String base = name + BASE;
    int days = fields.days("window");
    add(name, new Windowed(base, title, "", fields.text("signal"), of, days));
    add(name, new Change(name, title, unit, base, whenZero(fields)));
  }

  private static @Nullable Double whenZero(Fields fields) {
    boolean declared = fields.has("when_zero") && !saysMissing(fields);
    return declared ? (Double) fields.number("when_zero") : null;
  }

  private static boolean saysMissing(Fields fields) {
    YamlField field = fields.get("when_zero");
    return field != null && field.optionalNumber().isEmpty() && field.text().equals("missing");
  }

  private void compile(Expressions compiler, int place, Fields fields) {
    if (!(metrics.get(place) instanceof Derived empty)) {
      return;
    }
    fields
        .need("expression")
        .ifPresent(
            field -> {
              Expression expression = compiler.number(field);
              if (expression.mayDivideByZero() && !fields.has("when_zero")) {
                field.problem(
                    Reason.DIVISION_BY_ZERO,
                    "can divide by 0; add \"when_zero: 0\" or \"when_zero: missing\"");
              }
              metrics.set(
                  place,
                  new Derived(
                      empty.name(), empty.title(), empty.unit(), expression, whenZero(fields)));
            });
  }

  private void add(String nameInFile, Metric metric) {
    metrics.add(metric);
    namesInFile.add(nameInFile);
  }
}
