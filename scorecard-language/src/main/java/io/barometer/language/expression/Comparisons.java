package io.barometer.language.expression;

import dev.cel.common.ast.CelExpr;
import io.barometer.model.scorecard.Violation.Reason;
import org.jspecify.annotations.Nullable;

/** Comparisons. A missing side makes the result missing. */
final class Comparisons {
  private final PartCompiler compiler;

  Comparisons(PartCompiler compiler) {
    this.compiler = compiler;
  }

  private interface Test {
    boolean holds(int order);
  }

  Part numbers(CelExpr expr, String function, Part.Numeric a, Part.Numeric b) {
    Test test = test(function);
    if (test == null) {
      return unknown(expr, function);
    }
    if (!Unit.fit(a.unit(), b.unit())) {
      String text =
          "%s of %s and %s: the units do not fit"
              .formatted(function.replace("_", ""), a.unit(), b.unit());
      compiler.problem(expr, Reason.UNIT_MISMATCH, text);
    }
    ceiling(a, b);
    ceiling(b, a);
    NumberReader x = a.reader();
    NumberReader y = b.reader();
    return new Part.YesNo(
        r -> {
          double left = x.read(r);
          double right = y.read(r);
          if (Double.isNaN(left) || Double.isNaN(right)) {
            return Double.NaN;
          }
          return test.holds(left < right ? -1 : left > right ? 1 : 0) ? 1 : 0;
        });
  }

  /** Beyond the number it is compared with, a metric makes no difference here. */
  private void ceiling(Part.Numeric metric, Part.Numeric other) {
    if (!metric.said().isEmpty() && !Double.isNaN(other.constant()) && isMetric(metric)) {
      compiler.compared(metric.said(), Math.nextUp(other.constant()));
    }
  }

  private static boolean isMetric(Part.Numeric part) {
    return Double.isNaN(part.constant());
  }

  Part texts(CelExpr expr, String function, Part.Text a, Part.Text b) {
    Test test = test(function);
    if (test == null) {
      return unknown(expr, function);
    }
    return new Part.YesNo(
        r -> {
          String left = a.reader().read(r);
          String right = b.reader().read(r);
          return left == null || right == null
              ? Double.NaN
              : test.holds(left.compareTo(right)) ? 1 : 0;
        });
  }

  Part yesNos(CelExpr expr, String function, NumberReader a, NumberReader b) {
    Test test = test(function);
    if (test == null) {
      return unknown(expr, function);
    }
    return new Part.YesNo(
        r -> {
          double left = a.read(r);
          double right = b.read(r);
          return Double.isNaN(left) || Double.isNaN(right)
              ? Double.NaN
              : test.holds(Double.compare(left, right)) ? 1 : 0;
        });
  }

  private Part unknown(CelExpr expr, String function) {
    return compiler.refuse(expr, "cannot apply " + function.replace("_", "") + " here");
  }

  private static @Nullable Test test(String function) {
    return switch (function) {
      case "_==_" -> order -> order == 0;
      case "_!=_" -> order -> order != 0;
      case "_<_" -> order -> order < 0;
      case "_<=_" -> order -> order <= 0;
      case "_>_" -> order -> order > 0;
      case "_>=_" -> order -> order >= 0;
      default -> null;
    };
  }
}
