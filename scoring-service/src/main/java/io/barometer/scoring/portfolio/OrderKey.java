package io.barometer.scoring.portfolio;

import io.barometer.proto.scoring.v1.AccountScore;
import java.math.BigDecimal;

/** One key of an order; accounts whose value is not known come last either way. */
record OrderKey(ScoreField field, boolean descending) {
  private static final BigDecimal BEYOND = new BigDecimal("1e30");

  /** What stands for a number that is not known. */
  private BigDecimal unknown() {
    return descending ? BEYOND.negate() : BEYOND;
  }

  /** The value to order by; never null. */
  Object value(AccountScore score) {
    Object value = field.of(score);
    return value == null ? unknown() : value;
  }

  /** The same as SQL. */
  String sql() {
    return field.kind.text()
        ? "s." + field.column
        : "coalesce(s.%s, %s)::numeric".formatted(field.column, descending ? "-1e30" : "1e30");
  }

  /** Negative when the left one comes first. */
  int compare(Object left, Object right) {
    int order = FieldOrder.compare(left, right);
    return descending ? -order : order;
  }
}
