package io.barometer.alerting.tenant;

import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The names of rules and receivers: lower-case letters, digits and "-", 1 to 60 characters; and
 * ids.
 */
public final class NameCheck {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final UUID NONE = new UUID(0, 0);

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
  public static void require(String path, String name) {
    Violations violations = new Violations();
    check(path, name, violations);
    violations.throwIfAny();
  }

  /**
   * The id that a request names; notes when it is none.
   *
   * @param missing what to say when it is empty
   */
  public static UUID id(String path, String id, String missing, Violations violations) {
    if (id.isEmpty()) {
      violations.add(path, ErrorReason.ERROR_REASON_REQUIRED, missing);
    } else if (!ID.matcher(id).matches()) {
      violations.add(path, ErrorReason.ERROR_REASON_KEY_FORMAT, "not a UUID");
    } else {
      return UUID.fromString(id);
    }
    return NONE;
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
