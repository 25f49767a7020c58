package io.barometer.language.expression;

import java.util.List;

/** What came of compiling an expression. */
public sealed interface Compilation {

  /** It can be used. */
  record Compiled(CelExpression expression) implements Compilation {}

  /** It cannot be used: everything that is wrong, in the order of the text. */
  record Refused(List<ExpressionProblem> problems) implements Compilation {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
