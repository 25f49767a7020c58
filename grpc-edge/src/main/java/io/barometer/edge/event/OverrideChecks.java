package io.barometer.edge.event;

import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.OverrideWithdrawn;
import io.barometer.proto.event.v1.ScoreOverridden;

/** What overrides of scores must look like. Whether one is allowed, only scoring can say. */
final class OverrideChecks {
  private static final int MAX_NAME = 100;
  private static final int MAX_AUTHOR = 200;
  private static final int FULL = 1000;

  private final FieldChecks fields;
  private final ValueChecks values;

  OverrideChecks(FieldChecks fields, ValueChecks values) {
    this.fields = fields;
    this.values = values;
  }

  void check(ScoreOverridden override) {
    scoreName("score_overridden.score_name", override.getScoreName());
    fields.number("score_overridden.tenths", override.getTenths(), 0, FULL);
    values.day("score_overridden.last_date", override.getLastDate());
    fields.key("score_overridden.role", override.getRole(), MAX_NAME);
    withoutBlanks("score_overridden.role", override.getRole());
    fields.key("score_overridden.author", override.getAuthor(), MAX_AUTHOR);
    reason("score_overridden.reason", override.getReason());
  }

  void check(OverrideWithdrawn withdrawn) {
    scoreName("override_withdrawn.score_name", withdrawn.getScoreName());
    fields.key("override_withdrawn.author", withdrawn.getAuthor(), MAX_AUTHOR);
    reason("override_withdrawn.reason", withdrawn.getReason());
  }

  private void scoreName(String field, String name) {
    fields.optionalKey(field, name, MAX_NAME);
    withoutBlanks(field, name);
  }

  private void withoutBlanks(String field, String name) {
    if (name.chars().anyMatch(Character::isWhitespace)) {
      fields.add(field, ErrorReason.ERROR_REASON_KEY_FORMAT, "must not hold blanks");
    }
  }

  private void reason(String field, String reason) {
    if (reason.isBlank()) {
      fields.add(field, ErrorReason.ERROR_REASON_REQUIRED, "must be set");
    }
    values.name(field, reason);
  }
}
