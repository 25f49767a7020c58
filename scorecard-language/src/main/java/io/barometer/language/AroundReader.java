package io.barometer.language;

import io.barometer.language.expression.CelExpression;
import io.barometer.language.expression.CelFilter;
import io.barometer.language.expression.Vocabulary;
import io.barometer.model.scorecard.Adjustment;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Choice;
import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.Expression;
import io.barometer.model.scorecard.OverrideRule;
import io.barometer.model.scorecard.RollUp;
import io.barometer.model.scorecard.Variant;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands around the method. */
final class AroundReader {
  private static final List<String> EFFECTS =
      List.of("except", "factor", "bonus", "malus", "floor", "cap", "veto");
  private static final Set<String> ADJUSTMENT_KEYS =
      Keys.of(
          "name", "when", "except", "factor", "bonus", "malus", "floor", "cap", "veto", "label",
          "reason");
  private static final Set<String> SIGNAL_KEYS = Keys.of("of", "where");
  private static final Set<String> BAND_KEYS = Keys.of("name", "from", "below");
  private static final Set<String> VARIANT_KEYS = Keys.of("weights", "dimensions");
  private static final Set<String> CHOICE_KEYS =
      Keys.of("name", "when", "otherwise", "bands", "variant");
  private static final Set<String> HIERARCHY_KEYS = Keys.of("roll_up", "band");
  private static final Set<String> OVERRIDE_KEYS = Keys.of("role", "up", "down", "longest");
  private static final int TOP_TENTHS = 1000;
  private static final int NOT_TOLD = Integer.MIN_VALUE;

  private AroundReader() {}

  /** The condition under a key; one that never holds, and a problem, when there is none. */
  static Expression condition(Fields fields, String key, Expressions expressions) {
    return fields.need(key).map(expressions::condition).orElse(CelExpression.constant(0));
  }

  static List<DerivedSignal> signals(@Nullable YamlField field) {
    List<DerivedSignal> signals = new ArrayList<>();
    if (field != null) {
      var expressions = new Expressions(Vocabulary.OBSERVATION);
      field.mapping().forEach((name, one) -> signals.add(signal(name, one, expressions)));
    }
    return signals;
  }

  private static DerivedSignal signal(String name, YamlField field, Expressions expressions) {
    Fields fields = Fields.of(field, SIGNAL_KEYS);
    return new DerivedSignal(
        name,
        fields.text("of"),
        fields
            .need("where")
            .map(expressions::filter)
            .orElseGet(() -> new CelFilter(CelExpression.constant(0))));
  }

  static Adjustment adjustment(YamlField field, Expressions expressions) {
    Fields fields = Fields.of(field, ADJUSTMENT_KEYS);
    List<String> effects = EFFECTS.stream().filter(fields::has).toList();
    if (effects.size() > 1) {
      field.problem(Reason.FORMAT, "has more than one effect: " + String.join(", ", effects));
    }
    String effect = effects.isEmpty() ? "label" : effects.getFirst();
    return new Adjustment(
        fields.text("name"),
        effect(effect, fields),
        condition(fields, "when", expressions),
        fields.text("reason"),
        fields.has("label") ? fields.text("label") : null);
  }

  private static Adjustment.Effect effect(String effect, Fields fields) {
    return switch (effect) {
      case "except" -> new Adjustment.Except(excepted(fields));
      case "factor" -> new Adjustment.Factor(fields.number("factor"));
      case "bonus" -> new Adjustment.Bonus(fields.tenths("bonus"));
      case "malus" -> new Adjustment.Bonus(-fields.tenths("malus"));
      case "floor" -> new Adjustment.Floor(fields.tenths("floor"));
      case "cap" -> new Adjustment.Cap(fields.tenths("cap"));
      case "veto" -> new Adjustment.Veto(fields.tenths("veto"));
      default -> new Adjustment.Label();
    };
  }

  private static List<String> excepted(Fields fields) {
    YamlField field = fields.get("except");
    if (field == null || !field.isList()) {
      if (!fields.text("except").equals("all")) {
        fields.problem("except", "expected all, or a list of names");
      }
      return List.of();
    }
    List<String> names = field.items().stream().map(YamlField::text).toList();
    if (names.isEmpty()) {
      fields.problem("except", "expected all, or a list of names");
    }
    return names;
  }

  /** Bands end where they say, or else where the next one begins. */
  static List<Band> bands(List<YamlField> items) {
    record Told(String name, int from, int below) {}
    List<Told> told = new ArrayList<>();
    for (YamlField item : items) {
      Fields fields = Fields.of(item, BAND_KEYS);
      int below = fields.has("below") ? fields.tenths("below") : NOT_TOLD;
      told.add(new Told(fields.text("name"), fields.tenths("from"), below));
    }
    told.sort(Comparator.comparingInt(Told::from));
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      int next = i + 1 < told.size() ? told.get(i + 1).from() : TOP_TENTHS;
      int below = told.get(i).below() == NOT_TOLD ? next : told.get(i).below();
      bands.add(new Band(told.get(i).name(), told.get(i).from(), below));
    }
    return bands;
  }

  static List<BandSet> bandSets(Fields file) {
    List<BandSet> sets = new ArrayList<>();
    sets.add(new BandSet(BandSet.DEFAULT, bands(file.items("bands"))));
    YamlField more = file.get("band_sets");
    if (more != null) {
      more.mapping().forEach((name, set) -> sets.add(new BandSet(name, bands(set.items()))));
    }
    return sets;
  }

  static List<Variant> variants(@Nullable YamlField field) {
    List<Variant> variants = new ArrayList<>();
    if (field != null) {
      field.mapping().forEach((name, one) -> variants.add(variant(name, one)));
    }
    return variants;
  }

  private static Variant variant(String name, YamlField field) {
    Fields fields = Fields.of(field, VARIANT_KEYS);
    if (fields.has("weights") == fields.has("dimensions")) {
      field.problem(Reason.FORMAT, "expected either weights or dimensions");
      return new Variant(name, List.of(), List.of());
    }
    YamlField weights = fields.get("weights");
    if (weights == null) {
      return new Variant(
          name,
          List.of(),
          DimensionReader.dimensions(fields.items("dimensions"), Combine.WEIGHTED_MEAN));
    }
    List<Variant.Weight> read = new ArrayList<>();
    weights
        .mapping()
        .forEach((dimension, weight) -> read.add(new Variant.Weight(dimension, weight.whole())));
    return new Variant(name, read, List.of());
  }

  static Choice choice(YamlField field, Expressions expressions) {
    Fields fields = Fields.of(field, CHOICE_KEYS);
    if (fields.has("when") == fields.has("otherwise")) {
      field.problem(Reason.FORMAT, "expected either when or \"otherwise: true\"");
    }
    if (fields.has("otherwise") && !fields.flag("otherwise")) {
      fields.problem("otherwise", "expected true");
    }
    return new Choice(
        fields.text("name"),
        fields.has("when") ? condition(fields, "when", expressions) : null,
        fields.has("bands") ? fields.text("bands") : null,
        fields.has("variant") ? fields.text("variant") : null);
  }

  static @Nullable RollUp rollUp(@Nullable YamlField field) {
    if (field == null) {
      return null;
    }
    Fields fields = Fields.of(field, HIERARCHY_KEYS);
    String word = fields.text("roll_up");
    if (fields.has("band") && !word.equals("share_below")) {
      fields.problem("band", "belongs to share_below only");
    }
    return switch (word) {
      case "worst" -> new RollUp.Worst();
      case "mean" -> new RollUp.Mean();
      case "arr_weighted" -> new RollUp.ArrWeighted();
      case "share_below" -> new RollUp.ShareBelow(fields.text("band"));
      default -> {
        fields.problem("roll_up", "expected one of worst, mean, arr_weighted, share_below");
        yield null;
      }
    };
  }

  static OverrideRule override(YamlField field) {
    Fields fields = Fields.of(field, OVERRIDE_KEYS);
    return new OverrideRule(
        fields.text("role"), fields.tenths("up"), fields.tenths("down"), fields.days("longest"));
  }
}
