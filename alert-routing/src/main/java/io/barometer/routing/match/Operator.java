package io.barometer.routing.match;

/** How a label is compared. The ones of two characters stand before those that begin them. */
public enum Operator {
  MATCHES("=~"),
  NOT_MATCHES("!~"),
  NOT_EQUAL("!="),
  AT_LEAST(">="),
  AT_MOST("<="),
  EQUAL("="),
  GREATER(">"),
  LESS("<");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  /** Whether it compares numbers. */
  boolean isNumeric() {
    return switch (this) {
      case AT_LEAST, AT_MOST, GREATER, LESS -> true;
      case MATCHES, NOT_MATCHES, NOT_EQUAL, EQUAL -> false;
    };
  }

  /** Whether it takes a pattern. */
  boolean isPattern() {
    return this == MATCHES || this == NOT_MATCHES;
  }

  @Override
  public String toString() {
    return sign;
  }
}
