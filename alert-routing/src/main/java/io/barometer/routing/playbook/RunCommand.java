package io.barometer.routing.playbook;

/** What may happen to a run. */
public enum RunCommand {
  /** A person lets it go. */
  APPROVE,
  /** A person refuses it. */
  REJECT,
  /** Somebody says that it was done. */
  COMPLETE,
  /** Somebody says that it was not done. */
  SKIP,
  /** The alert behind it is over. */
  END_ALERT,
  /** Nobody approved it in time. */
  LAPSE
}
