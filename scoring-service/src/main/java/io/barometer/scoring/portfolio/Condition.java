package io.barometer.scoring.portfolio;

import io.barometer.proto.scoring.v1.AccountScore;

/**
 * A field compared with a value. What is not known fulfils no condition, not even {@code !=}.
 *
 * @param value a String or a BigDecimal, by the field's kind
 */
record Condition(ScoreField field, Comparison comparison, Object value) {

  boolean holds(AccountScore score) {
    Object actual = field.of(score);
    return actual != null && comparison.holds(FieldOrder.compare(actual, value));
  }
}
