package io.barometer.edge.event;

import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;

/** Checks of single fields, each noting what is wrong under the field's full path. */
public final class FieldChecks {

  private final Violations violations;
  private String prefix = "";

  public FieldChecks(Violations violations) {
    this.violations = violations;
  }

  /** Sets what all following paths begin with. */
  void within(String pathPrefix) {
    this.prefix = pathPrefix;
  }

  void add(String field, ErrorReason reason, String text, String... meta) {
    violations.add(prefix + field, reason, text, meta);
  }

  /** A name or key: set, within a length, printable. */
  public void key(String field, String value, int max) {
    if (value.isEmpty()) {
      add(field, ErrorReason.ERROR_REASON_REQUIRED, "must be set");
    } else {
      length(field, value, max);
      printable(field, value);
    }
  }

  /** A reference that may be missing. */
  public void optionalKey(String field, String value, int max) {
    if (!value.isEmpty()) {
      key(field, value, max);
    }
  }

  private void length(String field, String value, int max) {
    if (value.length() > max && value.codePointCount(0, value.length()) > max) {
      add(
          field,
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "must have at most " + max + " characters",
          "max",
          Integer.toString(max));
    }
  }

  private void printable(String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        text(field, value);
        return;
      }
      if (Character.isISOControl(c)) {
        add(field, ErrorReason.ERROR_REASON_KEY_FORMAT, "must not hold control characters");
        return;
      }
    }
  }

  /** A text for people: no NUL, within a length. */
  void text(String field, String value) {
    if (value.indexOf('\0') >= 0) {
      add(field, ErrorReason.ERROR_REASON_TEXT_ENCODING, "must not hold NUL");
    }
  }

  /** A number in a range, both ends included. */
  void number(String field, double value, double min, double max) {
    if (!Double.isFinite(value)) {
      add(field, ErrorReason.ERROR_REASON_NOT_FINITE, "must be a finite number");
    } else if (value < min || value > max) {
      add(
          field,
          ErrorReason.ERROR_REASON_RANGE,
          "must lie between " + plain(min) + " and " + plain(max),
          "min",
          plain(min),
          "max",
          plain(max));
    }
  }

  /** An enum that must tell something. */
  void told(String field, int number, boolean recognised) {
    if (!recognised) {
      add(field, ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "is not a known value");
    } else if (number == 0) {
      add(field, ErrorReason.ERROR_REASON_REQUIRED, "must be set");
    }
  }

  /** An enum that may tell nothing. */
  void known(String field, boolean recognised) {
    if (!recognised) {
      add(field, ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "is not a known value");
    }
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
