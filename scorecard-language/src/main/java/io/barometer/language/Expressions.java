package io.barometer.language;

import io.barometer.language.expression.CelExpression;
import io.barometer.language.expression.CelFilter;
import io.barometer.language.expression.Compilation;
import io.barometer.language.expression.ExpressionCompiler;
import io.barometer.language.expression.ExpressionProblem;
import io.barometer.language.expression.Vocabulary;
import io.barometer.model.scorecard.Expression;
import io.barometer.model.scorecard.ObservationFilter;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.List;

/** Compiles the expressions of a file and tells their problems at their places. */
final class Expressions {
  private final ExpressionCompiler compiler;

  Expressions(Vocabulary vocabulary) {
    this.compiler = new ExpressionCompiler(vocabulary);
  }

  /** A condition, in which no divisor may be 0. */
  Expression condition(YamlField field) {
    CelExpression condition = take(field, compiler.condition(field.text()));
    if (condition.mayDivideByZero()) {
      field.problem(
          Reason.DIVISION_BY_ZERO,
          "divides by something that can be 0; divide in a metric with \"when_zero: 0\", or by max(…, 1)");
    }
    return condition;
  }

  /** A number, which may divide by zero. */
  Expression number(YamlField field) {
    return take(field, compiler.number(field.text()));
  }

  /** A condition on one observation. */
  ObservationFilter filter(YamlField field) {
    return new CelFilter((CelExpression) condition(field));
  }

  private static CelExpression take(YamlField field, Compilation compilation) {
    return switch (compilation) {
      case Compilation.Compiled(CelExpression expression) -> expression;
      case Compilation.Refused(List<ExpressionProblem> problems) -> {
        problems.forEach(
            problem ->
                field.problemInside(
                    problem.line(), problem.column(), problem.reason(), problem.text()));
        yield CelExpression.constant(0);
      }
    };
  }
}
