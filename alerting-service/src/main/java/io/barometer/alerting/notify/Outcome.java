package io.barometer.alerting.notify;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt. The texts hold no secrets. */
public sealed interface Outcome {

  String text();

  /** The receiver has it. */
  record Delivered(String text) implements Outcome {}

  /**
   * The receiver does not have it, and may take it later.
   *
   * @param after not before this has passed, where the receiver said so
   */
  record Retryable(String text, Optional<Duration> after) implements Outcome {
    public Retryable(String text) {
      this(text, Optional.empty());
    }
  }

  /** The receiver will never take it. */
  record Rejected(String text) implements Outcome {}

  /** It is not for the receiver, who chose so; nothing was sent. */
  record KeptBack(String text) implements Outcome {}

  /** The receiver may or may not have it; it is sent again with the same id. */
  record Ambiguous(String text) implements Outcome {}
}
