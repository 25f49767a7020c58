package io.barometer.certificate;

/**
 * Something in a certificate that does not hold.
 *
 * @param about what it concerns
 * @param text for people
 */
public record Objection(About about, String text) {
  /** The parts of a certificate, the one first that explains those after it. */
  public enum About {
    /** The text of the model. */
    MODEL,
    /** The events. */
    EVENTS,
    /** The score, or an input of it. */
    FIGURE,
    /** Nothing of these, but the file is not as it was written. */
    FILE
  }
}
