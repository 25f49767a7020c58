package io.barometer.language;

import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.ScorecardValidation;
import io.barometer.model.scorecard.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a scorecard file and tells everything that is wrong with it at once, with line and column.
 */
public final class ScorecardReader {
  private static final Set<String> REQUIRED =
      ordered("scorecard", "version", "title", "metrics", "dimensions", "bands");
  private static final Set<String> KEYS =
      ordered(
          "scorecard",
          "version",
          "title",
          "description",
          "author",
          "reason",
          "metrics",
          "dimensions",
          "minimum_coverage",
          "bands");
  private static final Set<String> DIMENSION_KEYS = ordered("name", "title", "weight", "inputs");
  private static final Set<String> INPUT_KEYS = ordered("metric", "weight", "normalise", "missing");
  private static final Set<String> BAND_KEYS = ordered("name", "from");
  private static final int TOP_TENTHS = 1000;

  private final YamlProblems problems;
  private final MetricReader metrics = new MetricReader();

  private ScorecardReader(String file) {
    this.problems = new YamlProblems(file);
  }

  /**
   * Reads a scorecard.
   *
   * @param file how problems name the file
   */
  public static ScorecardReading read(String file, String yaml) {
    return new ScorecardReader(file).read(yaml);
  }

  static Set<String> ordered(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  private ScorecardReading read(String yaml) {
    Optional<ModelFile> loaded = compose(yaml).map(this::scorecard);
    if (loaded.isPresent() && problems.isEmpty()) {
      ScorecardValidation.violations(loaded.get().card()).forEach(this::violation);
    }
    return loaded.isPresent() && problems.isEmpty()
        ? new ScorecardReading.Accepted(loaded.get())
        : new ScorecardReading.Rejected(problems.sorted());
  }

  private Optional<Node> compose(String yaml) {
    try {
      var settings = LoadSettings.builder().setMaxAliasesForCollections(0).build();
      Optional<Node> root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        problems.add("", "the file is empty");
      }
      return root;
    } catch (MarkedYamlEngineException malformed) {
      problems.add(malformed.getProblemMark(), "", "not YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      problems.add("", "not YAML: " + malformed.getMessage());
    }
    return Optional.empty();
  }

  private void violation(Violation violation) {
    problems.add(metrics.inFile(violation.path()), violation.message());
  }

  private ModelFile scorecard(Node root) {
    var file = new YamlField(root, "", problems);
    Map<String, YamlField> fields = file.mapping(KEYS);
    for (String key : REQUIRED) {
      if (!fields.containsKey(key)) {
        file.problem("the key \"" + key + "\" is missing");
      }
    }
    YamlField coverage = fields.get("minimum_coverage");
    var card =
        new Scorecard(
            text(fields, "scorecard"),
            text(fields, "version"),
            text(fields, "title"),
            coverage == null ? 0.5 : coverage.number(),
            metrics.read(fields.get("metrics")),
            items(fields, "dimensions").stream().map(this::dimension).toList(),
            bands(items(fields, "bands")));
    return new ModelFile(
        card, text(fields, "description"), text(fields, "author"), text(fields, "reason"));
  }

  private Dimension dimension(YamlField field) {
    Map<String, YamlField> fields = field.mapping(DIMENSION_KEYS);
    String name = text(fields, "name");
    String title = fields.containsKey("title") ? text(fields, "title") : MetricReader.title(name);
    List<Input> inputs = items(fields, "inputs").stream().map(this::input).toList();
    return new Dimension(name, title, whole(field, fields, "weight"), inputs);
  }

  private Input input(YamlField field) {
    Map<String, YamlField> fields = field.mapping(INPUT_KEYS);
    return new Input(
        text(fields, "metric"),
        whole(field, fields, "weight"),
        NormaliserReader.read(field, fields.get("normalise")),
        NormaliserReader.missing(field, fields.get("missing")));
  }

  private List<Band> bands(List<YamlField> items) {
    record Start(String name, int tenths) {}
    List<Start> starts = new ArrayList<>();
    for (YamlField item : items) {
      Map<String, YamlField> fields = item.mapping(BAND_KEYS);
      YamlField from = fields.get("from");
      if (from == null) {
        item.problem("the key \"from\" is missing");
      }
      double points = from == null ? 0 : from.number();
      starts.add(new Start(text(fields, "name"), (int) StrictMath.rint(points * 10)));
    }
    starts.sort(Comparator.comparingInt(Start::tenths));
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int below = i + 1 < starts.size() ? starts.get(i + 1).tenths() : TOP_TENTHS;
      bands.add(new Band(starts.get(i).name(), starts.get(i).tenths(), below));
    }
    return bands;
  }

  private static int whole(YamlField owner, Map<String, YamlField> fields, String key) {
    YamlField field = fields.get(key);
    if (field == null) {
      owner.problem("the key \"" + key + "\" is missing");
      return 0;
    }
    double number = field.number();
    if (number != StrictMath.rint(number)) {
      field.problem("expected a whole number");
    }
    return (int) number;
  }

  private static List<YamlField> items(Map<String, YamlField> fields, String key) {
    @Nullable YamlField field = fields.get(key);
    return field == null ? List.of() : field.items();
  }

  private static String text(Map<String, YamlField> fields, String key) {
    @Nullable YamlField field = fields.get(key);
    return field == null ? "" : field.text();
  }
}
