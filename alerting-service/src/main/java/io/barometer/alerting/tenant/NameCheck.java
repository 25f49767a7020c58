package io.barometer.alerting.tenant;

import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import java.util.regex.Pattern;

/** The names of rules and receivers: lower-case letters, digits and "-", 1 to 60 characters. */
public final class NameCheck {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

  private NameCheck() {}

  /** Notes what is wrong with a name. */
  public static void check(String path, String name, Violations violations) {
    if (name.isEmpty()) {
      violations.add(path, ErrorReason.ERROR_REASON_REQUIRED, "give it a name");
    } else if (!NAME.matcher(name).matches()) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "use 1 to 60 lower-case letters, digits and \"-\"");
    }
  }

  /**
   * Refuses a request that names something by what is no name.
   *
   * @throws io.barometer.edge.Refusal INVALID_ARGUMENT
   */
  public static void require(String name) {
    Violations violations = new Violations();
    check("name", name, violations);
    violations.throwIfAny();
  }

  /** Notes a text for people that is missing, too long, or holds control characters. */
  public static void text(String path, String text, int max, Violations violations) {
    if (text.indexOf('\0') >= 0) {
      violations.add(path, ErrorReason.ERROR_REASON_TEXT_ENCODING, "holds NUL");
    } else if (text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "use at most " + max + " characters, no control characters",
          "max",
          Integer.toString(max));
    }
  }
}
