package io.barometer.language.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns a type-checked tree into readers, and proves on the way that units fit, that no divisor can
 * be 0 undeclared, and what it costs.
 */
final class PartCompiler {
  private static final Part NOTHING =
      new Part.Numeric(_ -> Double.NaN, null, Range.ANY, Double.NaN, "");

  private final Vocabulary vocabulary;
  private final CelAbstractSyntaxTree tree;
  private final List<ExpressionProblem> problems = new ArrayList<>();
  private final Map<String, Integer> read = new TreeMap<>();
  private final Map<String, Integer> compared = new TreeMap<>();
  private final Map<String, Double> ceilings = new TreeMap<>();
  private final Set<String> facts = new TreeSet<>();
  private final Set<String> groups = new TreeSet<>();
  private final Operators operators = new Operators(this);
  private boolean mayDivideByZero;
  private int cost;
  private int depth;

  PartCompiler(Vocabulary vocabulary, CelAbstractSyntaxTree tree) {
    this.vocabulary = vocabulary;
    this.tree = tree;
  }

  List<ExpressionProblem> problems() {
    return problems;
  }

  int cost() {
    return cost;
  }

  int depth() {
    return depth;
  }

  CelExpression expression(String source, Part part) {
    NumberReader reader =
        switch (part) {
          case Part.Numeric(var number, _, _, _, _) -> number;
          case Part.YesNo(var yes) -> yes;
          case Part.Text _ -> _ -> Double.NaN;
        };
    return new CelExpression(source, reader, constantFrom(), facts, groups, mayDivideByZero, cost);
  }

  Part compile(CelExpr expr, int level) {
    cost++;
    depth = Math.max(depth, level);
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr, expr.constant());
      case IDENT -> identifier(expr, expr.ident().name());
      case SELECT -> member(expr, expr.select().operand(), expr.select().field());
      case CALL -> operators.call(expr, level);
      case LIST, STRUCT, MAP, COMPREHENSION, NOT_SET ->
          refuse(expr, "lists stand only behind \"in\"");
    };
  }

  private Part constant(CelExpr expr, CelConstant constant) {
    return switch (constant.getKind()) {
      case DOUBLE_VALUE -> {
        double value = constant.doubleValue();
        yield new Part.Numeric(
            _ -> value, null, Range.exactly(value), value, Double.toString(value));
      }
      case STRING_VALUE -> new Part.Text(_ -> constant.stringValue(), constant.stringValue());
      case BOOLEAN_VALUE -> {
        double value = constant.booleanValue() ? 1 : 0;
        yield new Part.YesNo(_ -> value);
      }
      default -> refuse(expr, "only numbers, texts, true and false can stand here");
    };
  }

  private Part identifier(CelExpr expr, String name) {
    if (vocabulary.observation()) {
      return switch (name) {
        case Words.ITEM, Words.ACTOR -> fact(name);
        case Words.VALUE -> {
          use(Words.VALUE);
          yield new Part.Numeric(
              readings -> readings.metric(0), null, Range.ANY, Double.NaN, Words.VALUE);
        }
        default -> refuse(expr, "read one by its name, as in attributes.region");
      };
    }
    if (name.equals(Words.SCORE)) {
      return new Part.Numeric(
          readings -> readings.score(), null, new Range(0, 100), Double.NaN, name);
    }
    int place = vocabulary.place(name);
    return place < 0
        ? refuse(expr, "read one by its name, as in " + name + ".plan")
        : metric(name, place);
  }

  private Part metric(String name, int place) {
    Metric metric = vocabulary.metrics().get(place);
    use(name);
    return new Part.Numeric(
        readings -> readings.metric(place),
        Unit.of(metric.unit()),
        Range.atLeast(Vocabulary.least(metric)),
        Double.NaN,
        name);
  }

  private void use(String metric) {
    read.merge(metric, 1, Integer::sum);
  }

  /** Notes that what is read makes no difference from this value on, at one place. */
  void compared(String name, double constantFrom) {
    compared.merge(name, 1, Integer::sum);
    ceilings.merge(name, constantFrom, Math::max);
  }

  /** For each metric the value from which it makes no difference at any place. */
  private Map<String, Double> constantFrom() {
    Map<String, Double> found = new TreeMap<>();
    read.forEach(
        (metric, times) -> {
          boolean everywhere = compared.getOrDefault(metric, 0).equals(times);
          found.put(
              metric,
              everywhere
                  ? ceilings.getOrDefault(metric, Double.POSITIVE_INFINITY)
                  : Double.POSITIVE_INFINITY);
        });
    return found;
  }

  private Part member(CelExpr expr, CelExpr operand, String field) {
    String of = operand.getKind() == CelExpr.ExprKind.Kind.IDENT ? operand.ident().name() : "";
    return switch (of) {
      case Words.FACT -> fact(field);
      case Words.ATTRIBUTES -> fact(Words.ATTRIBUTES + "." + field);
      case Words.GROUP -> group(expr, field);
      case Words.METRIC -> named(expr, field);
      default -> refuse(expr, "only fact, group and attributes have parts");
    };
  }

  Part index(CelExpr expr, CelExpr operand, CelExpr key) {
    boolean constant =
        key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && key.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    return constant
        ? member(expr, operand, key.constant().stringValue())
        : refuse(expr, "a name must stand between [ and ]");
  }

  private Part fact(String name) {
    facts.add(name);
    return new Part.Text(readings -> readings.fact(name), null);
  }

  private Part group(CelExpr expr, String name) {
    groups.add(name);
    if (!vocabulary.named() && !vocabulary.groups().contains(name)) {
      String text = "there is no dimension or group \"%s\"".formatted(name);
      String hint =
          NearestName.of(name, vocabulary.groups())
              .map(near -> "; did you mean \"" + near + "\"?")
              .orElse("");
      problem(expr, Reason.NAME_UNKNOWN, text + hint);
    }
    return new Part.Numeric(
        readings -> readings.group(name), null, new Range(0, 100), Double.NaN, "group." + name);
  }

  private Part named(CelExpr expr, String name) {
    if (!vocabulary.named()) {
      return refuse(expr, "only fact, group and attributes have parts");
    }
    use(name);
    return new Part.Numeric(
        readings -> readings.figure(name), null, Range.ANY, Double.NaN, "metric." + name);
  }

  Part refuse(CelExpr expr, String text) {
    problem(expr, Reason.EXPRESSION, text);
    return NOTHING;
  }

  void divides() {
    mayDivideByZero = true;
  }

  void costs(int more) {
    cost += more;
  }

  void problem(CelExpr expr, Reason reason, String text) {
    @Nullable CelSourceLocation at =
        tree.getSource()
            .getOffsetLocation(tree.getSource().getPositionsMap().getOrDefault(expr.id(), 0))
            .orElse(null);
    int line = at == null ? 1 : at.getLine();
    int column = at == null ? 1 : at.getColumn() + 1;
    problems.add(new ExpressionProblem(line, column, reason, text));
  }

  void problem(int line, Reason reason, String text) {
    problems.add(new ExpressionProblem(line, 1, reason, text));
  }
}
