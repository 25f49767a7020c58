package io.barometer.routing.match;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be asked about an alert. The text form is the name in lower case. */
public enum Label {
  /** The account's id. */
  ACCOUNT,
  /** The alert's id: alerts grouped by it stand alone. */
  ALERT,
  /** The cause that alerts of one incident have in common, for example {@code account acme}. */
  INCIDENT,
  RULE,
  /** critical, warning or info. */
  SEVERITY,
  PLAYBOOK,
  /** The customer success manager. */
  OWNER,
  PLAN,
  INDUSTRY,
  REGION,
  SEGMENT,
  STAGE,
  BAND,
  /** Which score of the account, for example health. */
  SCORE_NAME,
  /** Points, 0 to 100. */
  SCORE(true),
  /** Annual recurring revenue in units of its currency. */
  ARR(true),
  CURRENCY,
  EMPLOYEES(true);

  private final boolean number;

  Label() {
    this(false);
  }

  Label(boolean number) {
    this.number = number;
  }

  /** Whether it can be compared as a number. */
  public boolean isNumber() {
    return number;
  }

  /** The label of this name. */
  public static Optional<Label> named(String text) {
    return Arrays.stream(values()).filter(label -> label.toString().equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
