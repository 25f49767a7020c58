package io.barometer.routing.playbook;

/** Where a run of a playbook is. A run is in each state at most once. */
public enum RunState {
  /** For a person's approval; no engine knows of it. */
  WAITING,
  /** Engines are told. */
  TRIGGERED,
  COMPLETED,
  SKIPPED,
  REJECTED,
  LAPSED,
  CANCELLED;

  /** As the contract and the tables number it. */
  public int number() {
    return ordinal() + 1;
  }

  /** The state of a number. */
  public static RunState of(int number) {
    return values()[number - 1];
  }
}
