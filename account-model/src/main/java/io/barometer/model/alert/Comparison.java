package io.barometer.model.alert;

/** How a number is compared with a bound. Every rule names its own. */
public enum Comparison {
  /** More than the bound. */
  GREATER("more than", ">"),
  /** The bound or more. */
  GREATER_OR_EQUAL("at least", ">="),
  /** Less than the bound. */
  LESS("less than", "<"),
  /** The bound or less. */
  LESS_OR_EQUAL("at most", "<=");

  private final String words;
  private final String sign;

  Comparison(String words, String sign) {
    this.words = words;
    this.sign = sign;
  }

  /** True when {@code value} stands to {@code bound} as this comparison says. */
  public boolean holds(int value, int bound) {
    return switch (this) {
      case GREATER -> value > bound;
      case GREATER_OR_EQUAL -> value >= bound;
      case LESS -> value < bound;
      case LESS_OR_EQUAL -> value <= bound;
    };
  }

  /** True for the two that look upwards. */
  public boolean upwards() {
    return this == GREATER || this == GREATER_OR_EQUAL;
  }

  /** For sentences: "more than", "at least", "less than", "at most". */
  public String words() {
    return words;
  }

  /** For canonical texts: the usual sign. */
  String sign() {
    return sign;
  }
}
