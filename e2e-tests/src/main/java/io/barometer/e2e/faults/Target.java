package io.barometer.e2e.faults;

import java.util.Locale;

/** What is killed. */
public enum Target {
  /** Takes events. */
  INGESTION,
  /** Turns events into scores. */
  SCORING,
  /** Turns scores into alerts and messages. */
  ALERTING,
  /** The postmaster and all of its children. */
  POSTGRES,
  /** The broker, which is the controller too. */
  KAFKA;

  /** The process' name in the stack. */
  String processName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
