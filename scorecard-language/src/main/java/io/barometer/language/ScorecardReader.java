package io.barometer.language;

import io.barometer.language.expression.Vocabulary;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.ScorecardValidation;
import io.barometer.model.scorecard.Sufficiency;
import io.barometer.model.scorecard.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a model file and tells everything that is wrong with it at once, with line and column. */
public final class ScorecardReader {
  private static final Set<String> REQUIRED =
      Keys.of("scorecard", "version", "title", "metrics", "bands");
  private static final Set<String> KEYS =
      Keys.of(
          "scorecard",
          "score",
          "version",
          "title",
          "description",
          "author",
          "reason",
          "signals",
          "metrics",
          "method",
          "combine",
          "dimensions",
          "rules",
          "points",
          "percentile",
          "probability",
          "minimum_coverage",
          "freshness",
          "adjustments",
          "bands",
          "band_sets",
          "variants",
          "segments",
          "stages",
          "hierarchy",
          "overrides");
  private static final Set<String> FRESHNESS_KEYS = Keys.of("within", "minimum");
  private static final double HALF = 0.5;

  private final YamlProblems problems;
  private final @Nullable Set<String> signals;
  private final MetricReader metrics = new MetricReader();

  private ScorecardReader(String file, @Nullable Set<String> signals) {
    this.problems = new YamlProblems(file);
    this.signals = signals;
  }

  /**
   * Reads a model; signals may have any name.
   *
   * @param file how problems name the file
   */
  public static ScorecardReading read(String file, String yaml) {
    return new ScorecardReader(file, null).read(yaml);
  }

  /** Reads a model that may use these signals and no others. */
  public static ScorecardReading read(String file, String yaml, Set<String> signals) {
    return new ScorecardReader(file, signals).read(yaml);
  }

  private ScorecardReading read(String yaml) {
    Optional<ModelFile> loaded = YamlRoot.compose(yaml, problems).map(this::model);
    if (loaded.isPresent() && problems.isEmpty()) {
      Scorecard card = loaded.get().card();
      (signals == null
              ? ScorecardValidation.violations(card)
              : ScorecardValidation.violations(card, signals))
          .forEach(this::violation);
    }
    return loaded.isPresent() && problems.isEmpty()
        ? new ScorecardReading.Accepted(loaded.get())
        : new ScorecardReading.Rejected(problems.sorted());
  }

  private void violation(Violation violation) {
    problems.add(metrics.inFile(violation.path()), violation.reason(), violation.message());
  }

  private ModelFile model(Node root) {
    var field = new YamlField(root, "", problems);
    Fields file = Fields.of(field, KEYS);
    REQUIRED.forEach(file::need);
    return new ModelFile(
        card(file), file.text("description", ""), file.said("author"), file.said("reason"));
  }

  private Scorecard card(Fields file) {
    var derived = AroundReader.signals(file.get("signals"));
    List<Metric> read = metrics.read(file.get("metrics"));
    Method method = new MethodReader(file, read).read();
    var variants = AroundReader.variants(file.get("variants"));
    List<Dimension> dimensions = new ArrayList<>(dimensions(method));
    variants.forEach(variant -> dimensions.addAll(variant.dimensions()));
    Vocabulary vocabulary = Vocabulary.of(read);
    var choosing = new Expressions(vocabulary);
    var adjusting = new Expressions(vocabulary.withGroups(DimensionReader.names(dimensions)));
    return new Scorecard(
        file.text("scorecard", ""),
        file.text("score", Scorecard.HEALTH),
        file.text("version", ""),
        file.text("title", ""),
        sufficiency(file),
        derived,
        read,
        method,
        list(file, "adjustments", f -> AroundReader.adjustment(f, adjusting)),
        AroundReader.bandSets(file),
        variants,
        list(file, "segments", f -> AroundReader.choice(f, choosing)),
        list(file, "stages", f -> AroundReader.choice(f, choosing)),
        AroundReader.rollUp(file.get("hierarchy")),
        list(file, "overrides", AroundReader::override));
  }

  private static List<Dimension> dimensions(Method method) {
    return switch (method) {
      case Method.WeightedAverage average -> average.dimensions();
      case Method.Percentile percentile -> percentile.base().dimensions();
      case Method.Rules _, Method.Points _, Method.Probability _ -> List.of();
    };
  }

  private static Sufficiency sufficiency(Fields file) {
    double coverage = file.number("minimum_coverage", HALF);
    YamlField freshness = file.get("freshness");
    if (freshness == null) {
      return Sufficiency.covered(coverage);
    }
    Fields fields = Fields.of(freshness, FRESHNESS_KEYS);
    int within = fields.has("within") ? fields.days("within") : Sufficiency.FRESH_DAYS;
    return new Sufficiency(coverage, fields.number("minimum", 0), within);
  }

  private static <T> List<T> list(Fields file, String key, Function<YamlField, T> read) {
    YamlField field = file.get(key);
    return field == null ? List.of() : field.items().stream().map(read).toList();
  }
}
