package io.barometer.routing.match;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question about one label: {@code severity="critical"}, {@code owner=~"kim@.*|lee@.*"}, {@code
 * arr>=100000}. Patterns are RE2's, linear in the text, and hold for all of it. A label that is not
 * known equals the empty text, and no number.
 */
public final class Matcher {
  private final Label label;
  private final Operator operator;
  private final String value;
  private final @Nullable Pattern pattern;
  private final @Nullable BigDecimal bound;

  /**
   * A question.
   *
   * @throws com.google.re2j.PatternSyntaxException when a pattern is none
   * @throws NumberFormatException when a bound is no number
   */
  Matcher(Label label, Operator operator, String value) {
    this.label = label;
    this.operator = operator;
    this.value = value;
    this.pattern = operator.isPattern() ? Pattern.compile(value) : null;
    this.bound = operator.isNumeric() ? new BigDecimal(value) : null;
  }

  /** Whether all of them say yes; true when there is none. */
  public static boolean all(Collection<Matcher> matchers, Labels labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** Whether the labels are as asked. */
  public boolean matches(Labels labels) {
    String text = labels.text(label);
    return switch (operator) {
      case EQUAL -> text.equals(value);
      case NOT_EQUAL -> !text.equals(value);
      case MATCHES -> Objects.requireNonNull(pattern).matches(text);
      case NOT_MATCHES -> !Objects.requireNonNull(pattern).matches(text);
      case GREATER, AT_LEAST, LESS, AT_MOST -> !text.isEmpty() && compares(new BigDecimal(text));
    };
  }

  private boolean compares(BigDecimal number) {
    int order = number.compareTo(Objects.requireNonNull(bound));
    return switch (operator) {
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case EQUAL, NOT_EQUAL, MATCHES, NOT_MATCHES -> throw new IllegalStateException("no number");
    };
  }

  /** The label that it asks about. */
  public Label label() {
    return label;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Matcher that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** As it is written. */
  @Override
  public String toString() {
    return label.toString()
        + operator
        + (operator.isNumeric()
            ? value
            : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
  }
}
