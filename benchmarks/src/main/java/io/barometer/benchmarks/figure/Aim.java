package io.barometer.benchmarks.figure;

/**
 * What was wanted and what was measured.
 *
 * @param text the aim in words
 * @param atLeast whether more is better
 */
public record Aim(String key, String text, boolean atLeast, double wanted, double measured) {

  /** More is better. */
  public static Aim atLeast(String key, String text, double wanted, double measured) {
    return new Aim(key, text, true, wanted, measured);
  }

  /** Less is better. */
  public static Aim atMost(String key, String text, double wanted, double measured) {
    return new Aim(key, text, false, wanted, measured);
  }

  /** Whether the aim is reached; never when nothing was measured. */
  public boolean met() {
    return atLeast ? measured >= wanted : measured <= wanted;
  }
}
