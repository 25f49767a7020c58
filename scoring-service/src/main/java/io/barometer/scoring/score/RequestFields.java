package io.barometer.scoring.score;

import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;

/** Checks of fields that several requests have. */
public final class RequestFields {
  private static final int MAX_ID = 200;

  private RequestFields() {}

  /** An account id: 1 to 200 characters, no control characters. */
  public static void accountId(String path, String accountId, Violations violations) {
    if (accountId.isEmpty()) {
      violations.add(path, ErrorReason.ERROR_REASON_REQUIRED, "must name an account");
    } else if (accountId.indexOf('\0') >= 0) {
      violations.add(path, ErrorReason.ERROR_REASON_TEXT_ENCODING, "must not hold NUL");
    } else if (accountId.codePointCount(0, accountId.length()) > MAX_ID
        || accountId.chars().anyMatch(Character::isISOControl)) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "must be at most 200 characters without control characters");
    }
  }

  /** A text that is matched as it is: no NUL, at most so many characters. */
  public static void text(String path, String text, int max, Violations violations) {
    if (text.indexOf('\0') >= 0) {
      violations.add(path, ErrorReason.ERROR_REASON_TEXT_ENCODING, "must not hold NUL");
    } else if (text.length() > max) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_RANGE,
          "must be at most " + max + " characters",
          "max",
          Integer.toString(max),
          "actual",
          Integer.toString(text.length()));
    }
  }

  /** A number in a range. */
  public static void range(String path, long value, long least, long most, Violations violations) {
    if (value < least || value > most) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_RANGE,
          "must be from " + least + " to " + most,
          "min",
          Long.toString(least),
          "max",
          Long.toString(most),
          "actual",
          Long.toString(value));
    }
  }
}
