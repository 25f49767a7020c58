package io.barometer.alerting.notify;

/** What a receiver is told. */
public enum About {
  /** The alert fired. */
  FIRED,
  /** The alert was resolved. */
  RESOLVED,
  /** The alert was withdrawn: the data on which it fired was corrected. */
  WITHDRAWN
}
