package io.barometer.language;

import io.barometer.language.expression.Vocabulary;
import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.Logistic;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.MissingPolicy;
import io.barometer.model.scorecard.PointsItem;
import io.barometer.model.scorecard.RankBand;
import io.barometer.model.scorecard.TrainedOn;
import io.barometer.model.scorecard.Verdict;
import io.barometer.model.scorecard.Violation.Reason;
import io.barometer.model.scorecard.Within;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a model's method and the keys that belong to it. */
final class MethodReader {
  /** Method to the keys that it brings, the first of which it needs. */
  static final Map<String, List<String>> KEYS = methodKeys();

  private static final Set<String> VERDICT_KEYS =
      Keys.of("verdict", "score", "any", "all", "otherwise");
  private static final Set<String> RULE_KEYS = Keys.of("when", "reason");
  private static final Set<String> POINTS_KEYS = Keys.of("normalise", "items");
  private static final Set<String> ITEM_KEYS =
      Keys.of("name", "title", "metric", "below", "steps", "when", "points", "missing");
  private static final Set<String> PERCENTILE_KEYS = Keys.of("within", "bands");
  private static final Set<String> RANK_KEYS = Keys.of("top", "from", "to");
  private static final Set<String> PROBABILITY_KEYS =
      Keys.of("horizon", "intercept", "terms", "trained_on");
  private static final Set<String> TERM_KEYS = Keys.of("metric", "coefficient", "typical");
  private static final Set<String> TRAINED_KEYS = Keys.of("accounts", "days", "churned");
  private static final Method NONE = new Method.Rules(List.of());

  private final Fields file;
  private final Expressions expressions;

  MethodReader(Fields file, List<Metric> metrics) {
    this.file = file;
    this.expressions = new Expressions(Vocabulary.of(metrics));
  }

  private static Map<String, List<String>> methodKeys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    keys.put("weighted_average", List.of("dimensions", "combine"));
    keys.put("rules", List.of("rules"));
    keys.put("points", List.of("points"));
    keys.put("percentile", List.of("percentile", "dimensions", "combine"));
    keys.put("probability", List.of("probability"));
    return keys;
  }

  Method read() {
    String name = file.text("method", "weighted_average");
    List<String> own = KEYS.get(name);
    if (own == null) {
      String hint =
          NearestName.of(name, KEYS.keySet())
              .map(near -> "; did you mean \"" + near + "\"?")
              .orElse("; one of " + String.join(", ", KEYS.keySet()));
      file.problem("method", "expected a method" + hint);
      return NONE;
    }
    refuseForeign(name, own);
    return switch (name) {
      case "rules" -> new Method.Rules(file.items("rules").stream().map(this::verdict).toList());
      case "points" -> file.need("points").map(this::points).orElse(NONE);
      case "percentile" -> file.need("percentile").map(this::percentile).orElse(NONE);
      case "probability" -> file.need("probability").map(this::probability).orElse(NONE);
      default -> average();
    };
  }

  private void refuseForeign(String name, List<String> own) {
    KEYS.values().stream()
        .flatMap(List::stream)
        .distinct()
        .filter(key -> !own.contains(key) && file.has(key))
        .forEach(key -> file.problem(key, "does not belong to the method \"" + name + "\""));
  }

  private Method.WeightedAverage average() {
    Combine combine = DimensionReader.combine(file, "combine");
    return new Method.WeightedAverage(
        combine, DimensionReader.dimensions(file.items("dimensions"), combine));
  }

  private Verdict verdict(YamlField field) {
    Fields fields = Fields.of(field, VERDICT_KEYS);
    String name = fields.text("verdict");
    int tenths = fields.tenths("score");
    long ways = List.of("any", "all", "otherwise").stream().filter(fields::has).count();
    if (ways != 1) {
      field.problem(Reason.FORMAT, "expected exactly one of any, all, otherwise");
      return new Verdict(name, tenths, Verdict.Holds.OTHERWISE, List.of());
    }
    if (fields.has("otherwise")) {
      if (!fields.flag("otherwise")) {
        fields.problem("otherwise", "expected true");
      }
      return new Verdict(name, tenths, Verdict.Holds.OTHERWISE, List.of());
    }
    Verdict.Holds holds = fields.has("any") ? Verdict.Holds.ANY : Verdict.Holds.ALL;
    List<YamlField> rules = fields.items(fields.has("any") ? "any" : "all");
    return new Verdict(name, tenths, holds, rules.stream().map(this::rule).toList());
  }

  private Verdict.Rule rule(YamlField field) {
    Fields fields = Fields.of(field, RULE_KEYS);
    return new Verdict.Rule(
        AroundReader.condition(fields, "when", expressions), fields.text("reason"));
  }

  private Method points(YamlField field) {
    Fields fields = Fields.of(field, POINTS_KEYS);
    return new Method.Points(
        fields.flag("normalise"), fields.items("items").stream().map(this::item).toList());
  }

  private PointsItem item(YamlField field) {
    Fields fields = Fields.of(field, ITEM_KEYS);
    String name = fields.text("name");
    MissingPolicy missing = NormaliserReader.missing(field, fields.get("missing"));
    return new PointsItem(
        name, fields.text("title", MetricReader.title(name)), award(field, fields), missing);
  }

  private PointsItem.Award award(YamlField field, Fields fields) {
    if (fields.has("when") == fields.has("metric")) {
      field.problem(Reason.FORMAT, "expected either when and points, or metric, below and steps");
      return new PointsItem.Steps("", 0, List.of());
    }
    if (fields.has("when")) {
      return new PointsItem.When(
          AroundReader.condition(fields, "when", expressions), fields.tenths("points"));
    }
    List<PointsItem.Step> steps = new ArrayList<>();
    for (YamlField step : fields.items("steps")) {
      List<YamlField> pair = step.items();
      if (pair.size() == 2) {
        steps.add(new PointsItem.Step(pair.get(0).number(), pair.get(1).tenths()));
      } else {
        step.problem("expected a pair [value, points]");
      }
    }
    return new PointsItem.Steps(fields.text("metric"), fields.tenths("below"), steps);
  }

  private Method percentile(YamlField field) {
    Fields fields = Fields.of(field, PERCENTILE_KEYS);
    Within within =
        switch (fields.text("within")) {
          case "segment" -> Within.SEGMENT;
          case "portfolio" -> Within.PORTFOLIO;
          default -> {
            fields.problem("within", "expected portfolio or segment");
            yield Within.PORTFOLIO;
          }
        };
    List<RankBand> bands = fields.items("bands").stream().map(MethodReader::rankBand).toList();
    return new Method.Percentile(average(), within, bands);
  }

  private static RankBand rankBand(YamlField field) {
    Fields fields = Fields.of(field, RANK_KEYS);
    return new RankBand(fields.number("top"), fields.tenths("from"), fields.tenths("to"));
  }

  private Method probability(YamlField field) {
    Fields fields = Fields.of(field, PROBABILITY_KEYS);
    List<Logistic.Term> terms = fields.items("terms").stream().map(MethodReader::term).toList();
    TrainedOn trainedOn =
        fields.need("trained_on").map(MethodReader::trainedOn).orElse(new TrainedOn(0, 0, 0));
    return new Method.Probability(
        fields.days("horizon"), new Logistic(fields.number("intercept"), terms), trainedOn);
  }

  private static Logistic.Term term(YamlField field) {
    Fields fields = Fields.of(field, TERM_KEYS);
    return new Logistic.Term(
        fields.text("metric"), fields.number("coefficient"), fields.number("typical"));
  }

  private static TrainedOn trainedOn(YamlField field) {
    Fields fields = Fields.of(field, TRAINED_KEYS);
    return new TrainedOn(fields.whole("accounts"), fields.whole("days"), fields.whole("churned"));
  }
}
