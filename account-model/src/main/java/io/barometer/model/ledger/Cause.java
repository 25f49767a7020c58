package io.barometer.model.ledger;

/** What moves a score, in the order in which a ledger attributes the change. */
public enum Cause {
  /** Retracted since: what it said is not true. */
  RETRACTED,
  /** Recorded since, but it had happened before: late events. */
  LEARNED,
  /** Time alone: events left a window or decayed, dates came nearer, an override ended. */
  TIME,
  /** Events that happened since. */
  EVENTS,
  /** Data came or went, so that the weights of the others were shared anew. */
  COVERAGE,
  /** The place among other accounts, who move as well. */
  POPULATION,
  /** Events of a source are left out, in a supposition. */
  LEFT_OUT,
  /** Another model. */
  MODEL,
  /** A person's word against the computed score. */
  OVERRIDE
}
