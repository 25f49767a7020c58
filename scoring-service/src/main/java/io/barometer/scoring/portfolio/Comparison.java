package io.barometer.scoring.portfolio;

/** The operator of a condition. */
enum Comparison {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS_OR_EQUAL("<="),
  GREATER_OR_EQUAL(">="),
  LESS("<"),
  GREATER(">");

  final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  boolean onlyEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  /** Whether a comparison that came out as this sign of left − right holds. */
  boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case LESS -> order < 0;
      case GREATER -> order > 0;
    };
  }
}
