package io.barometer.language.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.ObservationFilter;
import io.barometer.model.scorecard.Readings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final List<Metric> METRICS =
      List.of(
          new FactNumber("a", "a", "", "a"),
          new FactNumber("b", "b", "", "b"),
          new FactNumber("c", "c", "", "c"));
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(Vocabulary.of(METRICS));
  private static final CelCompiler CEL =
      CelCompilerFactory.standardCelCompilerBuilder()
          .addVar("a", SimpleType.DOUBLE)
          .addVar("b", SimpleType.DOUBLE)
          .addVar("c", SimpleType.DOUBLE)
          .build();
  private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder().build();

  /** a is 3, b is 0, c is missing; the plan is gold. */
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "a > 2 ; 1",
        "a > 3 ; 0",
        "a >= 3.0 ; 1",
        "c > 2 ; ",
        "!(c > 2) ; ",
        "b > 2 && c > 2 ; 0",
        "c > 2 && b > 2 ; 0",
        "a > 2 && c > 2 ; ",
        "a > 2 || c > 2 ; 1",
        "c > 2 || a > 2 ; 1",
        "b > 2 || c > 2 ; ",
        "known(c) ; 0",
        "known(a) && a == 3 ; 1",
        "known(c) ? c > 1 : a > 1 ; 1",
        "c > 1 ? true : false ; ",
        "a in [1, 3] ; 1",
        "fact.plan == \"gold\" ; 1",
        "fact[\"plan\"] in [\"silver\", \"bronze\"] ; 0",
        "fact.region == \"eu\" ; ",
        "known(fact.region) ; 0",
        "fact.plan.matches(\"^g.*d$\") ; 1",
        "fact.plan.startsWith(\"go\") && fact.plan.endsWith(\"ld\") ; 1",
        "fact.plan.contains(\"x\") ; 0",
        "fact.region.contains(\"x\") ; ",
        "(a > 2) == (b < 1) ; 1",
      })
  void a_condition_is_yes_no_or_missing(String source, @Nullable Double expected) {
    double value = compiled(COMPILER.condition(source)).value(readings());

    assertThat(Double.isNaN(value) ? null : (Double) value).isEqualTo(expected);
  }

  @Test
  void a_zero_divisor_is_told_and_only_when_it_is_met() {
    CelExpression quotient = compiled(COMPILER.number("a / b"));
    Account met = readings();
    Account spared = readings();

    assertThat(quotient.mayDivideByZero()).isTrue();
    assertThat(quotient.value(met)).isNaN();
    assertThat(met.divided).isTrue();
    assertThat(compiled(COMPILER.number("b == 0 ? 1 : a / b")).value(spared)).isEqualTo(1);
    assertThat(spared.divided).isFalse();
    assertThat(compiled(COMPILER.number("a / max(b, 1)")).mayDivideByZero()).isFalse();
    assertThat(compiled(COMPILER.number("a / (abs(b) + 1)")).mayDivideByZero()).isFalse();
    assertThat(compiled(COMPILER.number("a / 4")).mayDivideByZero()).isFalse();
  }

  @Test
  void spelling_does_not_matter_for_the_canonical_source() {
    assertThat(compiled(COMPILER.condition("a>=3.0&&fact.plan=='x'")))
        .isEqualTo(compiled(COMPILER.condition("a  >=  3 && fact.plan == \"x\"")));
  }

  @Test
  void it_is_told_from_which_value_on_a_metric_makes_no_difference() {
    CelExpression compared = compiled(COMPILER.condition("a > 30 && a <= 60"));

    assertThat(compared.constantFrom("a")).isEqualTo(Math.nextUp(60.0));
    assertThat(compiled(COMPILER.condition("a > 30 && a + b > 0")).constantFrom("a")).isInfinite();
    assertThat(compared.constantFrom("b")).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void a_filter_knows_whether_the_item_is_all_it_reads() {
    ExpressionCompiler compiler = new ExpressionCompiler(Vocabulary.OBSERVATION);
    ObservationFilter items =
        new CelFilter(compiled(compiler.condition("item.startsWith('app/')")));
    ObservationFilter mixed =
        new CelFilter(compiled(compiler.condition("value > 1 && attributes.region == 'eu'")));

    assertThat(items.readsItemOnly()).isTrue();
    assertThat(items.accepts("app/x", null, 0, Map.of())).isTrue();
    assertThat(items.accepts(null, "ann", 5, Map.of())).isFalse();
    assertThat(mixed.readsItemOnly()).isFalse();
    assertThat(mixed.accepts(null, null, 2_000_000, Map.of("region", "eu"))).isTrue();
    assertThat(mixed.accepts(null, null, 2_000_000, Map.of())).isFalse();
  }

  @Property(seed = "20260630", tries = 500)
  void known_values_give_what_cel_itself_computes(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    String source = condition(random, 4);
    Account account = readings();
    account.missing = 0.25 + random.nextInt(4);

    Object cel =
        RUNTIME
            .createProgram(CEL.compile(source).getAst())
            .eval(Map.of("a", 3.0, "b", 0.0, "c", account.missing));

    assertThat(compiled(COMPILER.condition(source)).value(account))
        .as(source)
        .isEqualTo(Boolean.TRUE.equals(cel) ? 1 : 0);
  }

  private static String condition(Random random, int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 1 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
      case 2 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
      case 3 -> "!" + condition(random, depth - 1);
      default -> {
        String operator = List.of("<", "<=", ">", ">=", "==", "!=").get(random.nextInt(6));
        yield "(" + number(random, depth) + " " + operator + " " + number(random, depth) + ")";
      }
    };
  }

  private static String number(Random random, int depth) {
    return switch (depth == 0 ? random.nextInt(2) : random.nextInt(6)) {
      case 0 -> List.of("a", "b", "c").get(random.nextInt(3));
      case 1 -> random.nextInt(4) + "." + random.nextInt(2) * 5;
      case 2 -> "(" + number(random, depth - 1) + " + " + number(random, depth - 1) + ")";
      case 3 -> "(" + number(random, depth - 1) + " - " + number(random, depth - 1) + ")";
      case 4 -> "(" + number(random, depth - 1) + " * " + number(random, depth - 1) + ")";
      default -> {
        String one = number(random, depth - 1);
        yield "(" + condition(random, 0) + " ? " + one + " : " + number(random, 0) + ")";
      }
    };
  }

  private static CelExpression compiled(Compilation compilation) {
    return switch (compilation) {
      case Compilation.Compiled(CelExpression expression) -> expression;
      case Compilation.Refused(List<ExpressionProblem> problems) ->
          throw new AssertionError(problems);
    };
  }

  private static Account readings() {
    return new Account();
  }

  private static final class Account implements Readings {
    boolean divided;
    double missing = Double.NaN;

    @Override
    public double metric(int place) {
      return switch (place) {
        case 0 -> 3;
        case 1 -> 0;
        default -> missing;
      };
    }

    @Override
    public @Nullable String fact(String name) {
      return name.equals("plan") ? "gold" : null;
    }

    @Override
    public double group(String name) {
      return Double.NaN;
    }

    @Override
    public double score() {
      return Double.NaN;
    }

    @Override
    public void dividedByZero() {
      divided = true;
    }
  }
}
