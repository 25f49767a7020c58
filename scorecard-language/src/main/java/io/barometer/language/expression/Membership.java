package io.barometer.language.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code x in [list]}, the list written out. */
final class Membership {
  private static final int LONGEST = 200;

  private final PartCompiler compiler;

  Membership(PartCompiler compiler) {
    this.compiler = compiler;
  }

  Part in(CelExpr expr, CelExpr element, CelExpr list, int level) {
    Part part = compiler.compile(element, level + 1);
    if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return compiler.refuse(expr, "a list must stand behind \"in\", as in [\"a\", \"b\"]");
    }
    List<Part> elements = new ArrayList<>();
    list.list().elements().forEach(each -> elements.add(compiler.compile(each, level + 1)));
    if (elements.size() > LONGEST) {
      return compiler.refuse(expr, "a list of more than " + LONGEST);
    }
    return switch (part) {
      case Part.Text text -> texts(expr, text.reader(), elements);
      case Part.Numeric number -> numbers(expr, number, elements);
      case Part.YesNo _ -> compiler.refuse(expr, "\"in\" is for numbers and texts");
    };
  }

  private Part texts(CelExpr expr, TextReader reader, List<Part> elements) {
    Set<String> texts = new TreeSet<>();
    for (Part element : elements) {
      if (!(element instanceof Part.Text text) || text.constant() == null) {
        return compiler.refuse(expr, "a list holds texts that stand in the file");
      }
      texts.add(text.constant());
    }
    return new Part.YesNo(
        r -> {
          String read = reader.read(r);
          return read == null ? Double.NaN : texts.contains(read) ? 1 : 0;
        });
  }

  private Part numbers(CelExpr expr, Part.Numeric number, List<Part> elements) {
    double[] values = new double[elements.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(elements.get(i) instanceof Part.Numeric element) || Double.isNaN(element.constant())) {
        return compiler.refuse(expr, "a list holds numbers that stand in the file");
      }
      values[i] = element.constant();
    }
    return new Part.YesNo(r -> among(number.reader().read(r), values));
  }

  private static double among(double read, double[] values) {
    if (Double.isNaN(read)) {
      return Double.NaN;
    }
    for (double value : values) {
      if (value == read) {
        return 1;
      }
    }
    return 0;
  }
}
