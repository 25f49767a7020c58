package io.barometer.language.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelExpr;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators and functions of the language. A missing operand makes the result missing. */
final class Operators {
  private static final int PATTERN_COST = 10;
  private static final int LONGEST_PATTERN = 200;
  private static final long MOST_REPETITIONS = 1_000;
  private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

  private final PartCompiler compiler;

  Operators(PartCompiler compiler) {
    this.compiler = compiler;
  }

  Part call(CelExpr expr, int level) {
    String function = expr.call().function();
    List<CelExpr> args = expr.call().args();
    return switch (function) {
      case "_[_]" -> compiler.index(expr, args.get(0), args.get(1));
      case "@in" -> new Membership(compiler).in(expr, args.get(0), args.get(1), level);
      case "_&&_" -> and(yes(args.get(0), level), yes(args.get(1), level));
      case "_||_" -> or(yes(args.get(0), level), yes(args.get(1), level));
      case "!_" -> not(yes(args.get(0), level));
      case "_?_:_" -> choice(expr, args, level);
      case "startsWith", "endsWith", "contains", "matches" -> text(expr, function, level);
      case "known" -> known(compiler.compile(args.get(0), level + 1));
      default -> plain(expr, function, args, level);
    };
  }

  private Part plain(CelExpr expr, String function, List<CelExpr> args, int level) {
    Part left = compiler.compile(args.get(0), level + 1);
    Part right = args.size() > 1 ? compiler.compile(args.get(1), level + 1) : left;
    if (left instanceof Part.Numeric a && right instanceof Part.Numeric b) {
      return numbers(expr, function, a, b);
    }
    if (left instanceof Part.Text a && right instanceof Part.Text b) {
      return new Comparisons(compiler).texts(expr, function, a, b);
    }
    if (left instanceof Part.YesNo a && right instanceof Part.YesNo b) {
      return new Comparisons(compiler).yesNos(expr, function, a.reader(), b.reader());
    }
    return compiler.refuse(expr, "the language has no operator " + function.replace("_", ""));
  }

  private Part numbers(CelExpr expr, String function, Part.Numeric a, Part.Numeric b) {
    NumberReader x = a.reader();
    NumberReader y = b.reader();
    return switch (function) {
      case "_+_" -> same(expr, "+", a, b, r -> x.read(r) + y.read(r), a.range().plus(b.range()));
      case "_-_" ->
          same(expr, "-", a, b, r -> x.read(r) - y.read(r), a.range().plus(b.range().negated()));
      case "min" ->
          same(expr, "min", a, b, r -> Math.min(x.read(r), y.read(r)), a.range().least(b.range()));
      case "max" ->
          same(expr, "max", a, b, r -> Math.max(x.read(r), y.read(r)), a.range().most(b.range()));
      case "_*_" ->
          number(
              r -> x.read(r) * y.read(r),
              Unit.product(a.unit(), b.unit(), 1),
              a.range().times(b.range()));
      case "_/_" -> quotient(expr, a, b);
      case "-_" -> number(r -> -x.read(r), a.unit(), a.range().negated(), -a.constant());
      case "abs" -> number(r -> Math.abs(x.read(r)), a.unit(), a.range().size());
      default -> new Comparisons(compiler).numbers(expr, function, a, b);
    };
  }

  private Part same(
      CelExpr expr, String name, Part.Numeric a, Part.Numeric b, NumberReader reader, Range range) {
    fit(expr, name, a, b);
    return number(reader, a.unit() == null ? b.unit() : a.unit(), range);
  }

  /** Notes when the units of two numbers do not fit. */
  private void fit(CelExpr expr, String name, Part.Numeric a, Part.Numeric b) {
    if (!Unit.fit(a.unit(), b.unit())) {
      String text = "%s of %s and %s: the units do not fit".formatted(name, a.unit(), b.unit());
      compiler.problem(expr, Reason.UNIT_MISMATCH, text);
    }
  }

  private Part quotient(CelExpr expr, Part.Numeric a, Part.Numeric b) {
    NumberReader x = a.reader();
    NumberReader y = b.reader();
    if (b.constant() == 0) {
      return compiler.refuse(expr, "divides by 0");
    }
    if (b.range().holdsZero()) {
      compiler.divides();
    }
    NumberReader reader =
        r -> {
          double divisor = y.read(r);
          double dividend = x.read(r);
          if (divisor == 0) {
            r.dividedByZero();
            return Double.NaN;
          }
          return dividend / divisor;
        };
    return number(reader, Unit.product(a.unit(), b.unit(), -1), a.range().over(b.range()));
  }

  private NumberReader yes(CelExpr expr, int level) {
    return compiler.compile(expr, level + 1) instanceof Part.YesNo(NumberReader reader)
        ? reader
        : _ -> Double.NaN;
  }

  private static Part and(NumberReader a, NumberReader b) {
    return new Part.YesNo(
        r -> {
          double left = a.read(r);
          if (left == 0) {
            return 0;
          }
          double right = b.read(r);
          return right == 0 ? 0 : left * right;
        });
  }

  private static Part or(NumberReader a, NumberReader b) {
    return new Part.YesNo(
        r -> {
          double left = a.read(r);
          if (left == 1) {
            return 1;
          }
          double right = b.read(r);
          return right == 1 ? 1 : left + right;
        });
  }

  private static Part not(NumberReader a) {
    return new Part.YesNo(r -> 1 - a.read(r));
  }

  private static Part known(Part part) {
    return switch (part) {
      case Part.Numeric number ->
          new Part.YesNo(r -> Double.isNaN(number.reader().read(r)) ? 0 : 1);
      case Part.YesNo(NumberReader yes) -> new Part.YesNo(r -> Double.isNaN(yes.read(r)) ? 0 : 1);
      case Part.Text text -> new Part.YesNo(r -> text.reader().read(r) == null ? 0 : 1);
    };
  }

  private Part choice(CelExpr expr, List<CelExpr> args, int level) {
    NumberReader when = yes(args.get(0), level);
    Part then = compiler.compile(args.get(1), level + 1);
    Part otherwise = compiler.compile(args.get(2), level + 1);
    if (then instanceof Part.Numeric a && otherwise instanceof Part.Numeric b) {
      NumberReader reader = chosen(when, a.reader(), b.reader());
      return same(expr, "? :", a, b, reader, a.range().either(b.range()));
    }
    if (then instanceof Part.YesNo(NumberReader a)
        && otherwise instanceof Part.YesNo(NumberReader b)) {
      return new Part.YesNo(chosen(when, a, b));
    }
    return compiler.refuse(expr, "? : chooses between numbers, or between yes and no");
  }

  private static NumberReader chosen(NumberReader when, NumberReader a, NumberReader b) {
    return r -> {
      double holds = when.read(r);
      return Double.isNaN(holds) ? Double.NaN : holds == 1 ? a.read(r) : b.read(r);
    };
  }

  private Part text(CelExpr expr, String function, int level) {
    boolean member = expr.call().target().isPresent();
    List<CelExpr> args = expr.call().args();
    CelExpr subject = member ? expr.call().target().get() : args.get(0);
    Part part = compiler.compile(subject, level + 1);
    Part argument = compiler.compile(args.get(member ? 0 : 1), level + 1);
    if (!(part instanceof Part.Text text) || !(argument instanceof Part.Text other)) {
      return compiler.refuse(expr, function + " is for texts");
    }
    if (function.equals("matches")) {
      return pattern(expr, text.reader(), other.constant());
    }
    return new Part.YesNo(
        r -> {
          String a = text.reader().read(r);
          String b = other.reader().read(r);
          return a == null || b == null ? Double.NaN : found(function, a, b) ? 1 : 0;
        });
  }

  private static boolean found(String function, String text, String part) {
    return switch (function) {
      case "startsWith" -> text.startsWith(part);
      case "endsWith" -> text.endsWith(part);
      default -> text.contains(part);
    };
  }

  private Part pattern(CelExpr expr, TextReader text, @Nullable String source) {
    if (source == null) {
      return compiler.refuse(expr, "a pattern must stand in the expression itself");
    }
    compiler.costs(PATTERN_COST + source.length());
    if (source.length() > LONGEST_PATTERN) {
      String message =
          "a pattern of " + source.length() + " characters; at most " + LONGEST_PATTERN;
      compiler.problem(expr, Reason.COST_LIMIT, message);
    }
    if (repetitions(source) > MOST_REPETITIONS) {
      String message = "a pattern that repeats more than " + MOST_REPETITIONS + " times in all";
      compiler.problem(expr, Reason.COST_LIMIT, message);
      return new Part.YesNo(_ -> Double.NaN);
    }
    try {
      Pattern pattern = Pattern.compile(source);
      return new Part.YesNo(
          r -> {
            String read = text.read(r);
            if (read == null) {
              return Double.NaN;
            }
            Matcher matcher = pattern.matcher(read);
            return matcher.find() ? 1 : 0;
          });
    } catch (PatternSyntaxException malformed) {
      boolean large = malformed.getDescription().contains("repeat");
      Reason reason = large ? Reason.COST_LIMIT : Reason.EXPRESSION;
      compiler.problem(expr, reason, "not a pattern of RE2: " + malformed.getDescription());
      return new Part.YesNo(_ -> Double.NaN);
    }
  }

  /** The product of all counted repetitions, which bounds the compiled pattern. */
  private static long repetitions(String source) {
    Matcher matcher = REPETITION.matcher(source);
    long product = 1;
    while (matcher.find() && product <= MOST_REPETITIONS) {
      String most = matcher.group(2);
      String times = most == null || most.isEmpty() ? matcher.group(1) : most;
      product *= times.length() > 4 ? MOST_REPETITIONS + 1 : Math.max(1, Long.parseLong(times));
    }
    return product;
  }

  private static Part number(NumberReader reader, @Nullable Unit unit, Range range) {
    return number(reader, unit, range, Double.NaN);
  }

  private static Part number(
      NumberReader reader, @Nullable Unit unit, Range range, double constant) {
    return new Part.Numeric(reader, unit, range, constant, "");
  }
}
