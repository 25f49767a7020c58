package io.barometer.language.expression;

import java.util.List;
import java.util.Set;

/** Names with a meaning of their own in expressions. */
public final class Words {
  static final String ITEM = "item";
  static final String ACTOR = "actor";
  static final String VALUE = "value";
  static final String ATTRIBUTES = "attributes";
  static final String FACT = "fact";
  static final String GROUP = "group";
  static final String SCORE = "score";
  static final String METRIC = "metric";

  static final List<String> FUNCTIONS =
      List.of("min", "max", "abs", "known", "startsWith", "endsWith", "contains", "matches");

  /** Names that no metric can have. */
  public static final Set<String> RESERVED =
      Set.of(
          FACT,
          GROUP,
          SCORE,
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "known");

  private Words() {}
}
