package io.barometer.model.scorecard;

/**
 * A part of a signal. What is known of it is what is known of the signal it is a part of; only what
 * is counted is narrowed.
 *
 * @param name how metrics of the scorecard call it
 * @param of the signal it is a part of
 */
public record DerivedSignal(String name, String of, ObservationFilter filter) {
  private static final int DIGITS = 16;

  /**
   * The signal under which histories keep its days: the same for the same filter in any scorecard,
   * another one as soon as the filter changes.
   */
  public String key() {
    return of + "#" + Sha256.hex(of + "\n" + filter.source()).substring(0, DIGITS);
  }
}
