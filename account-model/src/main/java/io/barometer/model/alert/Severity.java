package io.barometer.model.alert;

/** How urgent an alert is. */
public enum Severity {
  /** Good to know. */
  INFO,
  /** Somebody should look this week. */
  WARNING,
  /** Somebody should look today. */
  CRITICAL
}
