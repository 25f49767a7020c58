package io.barometer.language;

import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.NearestName;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
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
 * Reads the metrics of a scorecard file. A {@code change} there names signal, measure and window
 * itself; it becomes two metrics, the window's figure and its change.
 */
final class MetricReader {
  /** Ends the name of the figure that a change is of. */
  static final String BASE = "_base";

  private static final Map<String, Windowed.Kind> WINDOWED = windowed();
  private static final Map<String, Set<String>> KEYS = keys();
  private static final Pattern DAYS = Pattern.compile("([1-9]\\d{0,4})d");
  private static final Pattern PATH = Pattern.compile("metrics\\[(\\d+)](.*)");
  private static final Pattern WINDOW_SUFFIX = Pattern.compile("_\\d+d$");

  private final List<Metric> metrics = new ArrayList<>();
  private final List<String> namesInFile = new ArrayList<>();

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
    keys.put("fact", known("fact"));
    keys.put("ratio", known("of", "over", "factor", "when_zero"));
    keys.put("change", known("signal", "of", "window", "when_zero"));
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
    return List.copyOf(metrics);
  }

  /** A path in the model's terms as a path in the file. */
  String inFile(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= namesInFile.size()) {
      return path;
    }
    String name = namesInFile.get(Integer.parseInt(matcher.group(1)));
    return "metrics." + name + matcher.group(2).replace(".days", ".window");
  }

  /** "active_users_90d" → "active users". */
  static String title(String name) {
    return WINDOW_SUFFIX.matcher(name).replaceFirst("").replace('_', ' ');
  }

  private void read(String name, YamlField field) {
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
    read(name, kind, new MetricFields(field, field.mapping(keys)));
  }

  private void read(String name, String kind, MetricFields fields) {
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
        double halfLife = fields.has("half_life") ? fields.days("half_life") : 7;
        add(name, new DecayedPoints(name, title, unit, fields.text("signal"), points, halfLife));
      }
      case "time_since" -> add(name, new TimeSince(name, title, unit, fields.text("signal")));
      case "fact" -> add(name, new FactNumber(name, title, unit, fields.text("fact")));
      case "ratio" -> {
        double factor = fields.has("factor") ? fields.number("factor") : 1;
        Double whenZero = fields.has("when_zero") ? fields.number("when_zero") : null;
        var ratio =
            new Ratio(name, title, unit, fields.text("of"), fields.text("over"), factor, whenZero);
        add(name, ratio);
      }
      default -> change(name, title, unit, fields);
    }
  }

  private void change(String name, String title, String unit, MetricFields fields) {
    Windowed.Kind of = WINDOWED.get(fields.text("of"));
    if (of == null) {
      fields.problem("of", "expected one of " + String.join(", ", WINDOWED.keySet()));
      return;
    }
    String base = name + BASE;
    int days = fields.days("window");
    add(name, new Windowed(base, title, "", fields.text("signal"), of, days));
    Double whenZero = fields.has("when_zero") ? fields.number("when_zero") : null;
    add(name, new Change(name, title, unit, base, whenZero));
  }

  private void add(String nameInFile, Metric metric) {
    metrics.add(metric);
    namesInFile.add(nameInFile);
  }

  /** The days of a text such as "90d"; 0 when it is none. */
  static int days(String text) {
    Matcher matcher = DAYS.matcher(text);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
