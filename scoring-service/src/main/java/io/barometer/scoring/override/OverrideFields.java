package io.barometer.scoring.override;

import com.google.type.Date;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.scoring.score.RequestFields;
import java.time.DateTimeException;

/** Checks of the fields of override requests; notes everything that is wrong. */
final class OverrideFields {
  private static final int MAX_NAME = 100;
  private static final int MAX_PERSON = 200;
  private static final int MAX_REASON = 500;

  private final Violations violations = new Violations();

  OverrideFields account(String accountId) {
    RequestFields.accountId("account_id", accountId, violations);
    return this;
  }

  OverrideFields scoreName(String name) {
    RequestFields.text("score_name", name, MAX_NAME, violations);
    return this;
  }

  OverrideFields tenths(int tenths) {
    RequestFields.range("tenths", tenths, 0, 1000, violations);
    return this;
  }

  OverrideFields lastDate(Date date) {
    try {
      ProtoDate.epochDay(date);
      RequestFields.range("last_date.year", date.getYear(), 1900, 2200, violations);
    } catch (DateTimeException noDate) {
      violations.add("last_date", ErrorReason.ERROR_REASON_TIME_RANGE, "must be a full date");
    }
    return this;
  }

  OverrideFields role(String role) {
    key("role", role, MAX_NAME);
    if (role.chars().anyMatch(Character::isWhitespace)) {
      violations.add("role", ErrorReason.ERROR_REASON_KEY_FORMAT, "must not hold blanks");
    }
    return this;
  }

  OverrideFields author(String author) {
    key("author", author, MAX_PERSON);
    return this;
  }

  OverrideFields reason(String reason) {
    if (reason.isBlank()) {
      violations.add("reason", ErrorReason.ERROR_REASON_REQUIRED, "must be set");
    }
    RequestFields.text("reason", reason, MAX_REASON, violations);
    return this;
  }

  OverrideFields requestId(String requestId) {
    key("request_id", requestId, MAX_PERSON);
    return this;
  }

  void throwIfAny() {
    violations.throwIfAny();
  }

  private void key(String path, String text, int max) {
    if (text.isEmpty()) {
      violations.add(path, ErrorReason.ERROR_REASON_REQUIRED, "must be set");
    } else if (text.indexOf('\0') >= 0) {
      violations.add(path, ErrorReason.ERROR_REASON_TEXT_ENCODING, "must not hold NUL");
    } else if (text.codePointCount(0, text.length()) > max
        || text.chars().anyMatch(Character::isISOControl)) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "must be at most " + max + " characters without control characters");
    }
  }
}
