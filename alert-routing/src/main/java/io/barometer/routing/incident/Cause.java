package io.barometer.routing.incident;

/** Why alerts belong together. */
public sealed interface Cause {

  /** Nothing is known but the account itself. */
  record Account(String accountId) implements Cause {}

  /** A source that reports by itself went silent, for whichever accounts. */
  record Source(String signal) implements Cause {}

  /** The vendor shipped a release, and accounts fell. */
  record Release(String product, String version) implements Cause {}

  /** Equal exactly when the causes are; what routes group by and people read. */
  default String text() {
    return switch (this) {
      case Account account -> "account " + account.accountId;
      case Source source -> "source " + source.signal;
      case Release release -> "release " + release.product + " " + release.version;
    };
  }

  /** Whether a cause that is written so can concern several accounts. */
  static boolean spansAccounts(String text) {
    return !text.startsWith("account ");
  }
}
