package io.barometer.model.alert;

/** What a condition says about a situation. */
sealed interface Verdict {

  /** It holds; a rule that is not firing fires. */
  record Holds(String reason) implements Verdict {}

  /** It does not hold; a rule that is firing is resolved. */
  record Ended(String reason) implements Verdict {}

  /** Neither: whatever was, stays. */
  record Undecided() implements Verdict {}

  Verdict UNDECIDED = new Undecided();
}
