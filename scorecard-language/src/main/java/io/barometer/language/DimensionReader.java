package io.barometer.language;

import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Part;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads dimensions, groups and inputs. */
final class DimensionReader {
  private static final Set<String> DIMENSION_KEYS =
      Keys.of("name", "title", "weight", "method", "minimum_coverage", "inputs");
  private static final Set<String> GROUP_KEYS =
      Keys.of("group", "title", "weight", "method", "minimum_coverage", "inputs");
  private static final Set<String> INPUT_KEYS = Keys.of("metric", "weight", "normalise", "missing");

  /** Deeper files are told so without being read, since reading them costs as many calls. */
  private static final int DEEPEST = 20;

  private DimensionReader() {}

  static List<Dimension> dimensions(List<YamlField> items, Combine around) {
    return items.stream()
        .map(item -> group(item, "name", Fields.of(item, DIMENSION_KEYS), around, 1))
        .toList();
  }

  /** All names of dimensions and groups, for expressions that read their results. */
  static List<String> names(List<Dimension> dimensions) {
    return dimensions.stream().flatMap(DimensionReader::names).toList();
  }

  private static Stream<String> names(Dimension dimension) {
    Stream<String> inside =
        dimension.parts().stream()
            .flatMap(part -> part instanceof Dimension inner ? names(inner) : Stream.empty());
    return Stream.concat(Stream.of(dimension.name()), inside);
  }

  private static Dimension group(
      YamlField field, String key, Fields fields, Combine around, int depth) {
    String name = fields.text(key);
    Combine method = combine(fields, "method");
    List<YamlField> items = depth > DEEPEST ? List.of() : fields.items("inputs");
    List<Part> parts = items.stream().map(item -> part(item, method, depth)).toList();
    return new Dimension(
        name,
        fields.text("title", MetricReader.title(name)),
        weight(field, fields, around),
        method,
        fields.number("minimum_coverage", 0),
        parts);
  }

  private static Part part(YamlField field, Combine around, int depth) {
    if (field.mapping().containsKey("group")) {
      return group(field, "group", Fields.of(field, GROUP_KEYS), around, depth + 1);
    }
    Fields fields = Fields.of(field, INPUT_KEYS);
    return new Input(
        fields.text("metric"),
        weight(field, fields, around),
        NormaliserReader.read(field, fields.get("normalise")),
        NormaliserReader.missing(field, fields.get("missing")));
  }

  private static int weight(YamlField field, Fields fields, Combine around) {
    if (around.weighted()) {
      return fields.whole("weight");
    }
    if (fields.has("weight")) {
      field.problem(
          Reason.FORMAT,
          "has a weight, but \"%s\" takes none".formatted(around.name().toLowerCase(Locale.ROOT)));
    }
    return 1;
  }

  /** How parts become one; a weighted mean unless told. */
  static Combine combine(Fields fields, String key) {
    String word = fields.text(key, "weighted_mean");
    for (Combine combine : Combine.values()) {
      if (combine.name().toLowerCase(Locale.ROOT).equals(word)) {
        return combine;
      }
    }
    fields.problem(key, "expected one of weighted_mean, mean, min, max");
    return Combine.WEIGHTED_MEAN;
  }
}
