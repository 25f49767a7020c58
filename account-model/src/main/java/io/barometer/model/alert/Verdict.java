package io.barometer.model.alert;

import java.util.function.Supplier;

/**
 * What a condition says about a situation. Most verdicts change nothing, so why is put into words
 * only for one that does.
 */
sealed interface Verdict {

  /** Why, in a sentence; empty when undecided. */
  Supplier<String> reason();

  /** It holds; a rule that is not firing fires when that has lasted for long enough. */
  record Holds(Supplier<String> reason) implements Verdict {}

  /** What began to hold before goes on; it begins nothing. */
  record Lasts(Supplier<String> reason) implements Verdict {}

  /** It does not hold; a rule that is firing is resolved. */
  record Ended(Supplier<String> reason) implements Verdict {}

  /** Neither: an open alert stays open, what has not lasted for long enough begins anew. */
  record Undecided() implements Verdict {
    @Override
    public Supplier<String> reason() {
      return () -> "";
    }
  }

  Verdict UNDECIDED = new Undecided();
}
