package io.barometer.alerting.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What became of one attempt. The texts hold no secrets. */
public sealed interface Outcome {

  String text();

  /**
   * The receiver has it.
   *
   * @param posted the message that it became, where that can be changed later
   */
  record Delivered(String text, Optional<Posted> posted) implements Outcome {
    public Delivered(String text) {
      this(text, Optional.empty());
    }
  }

  /**
   * A message in a channel.
   *
   * @param subject the alert or the group
   * @param incident whose it is; empty when it is about several
   * @param ts what the channel calls it; empty for a reply to the message that is known
   * @param told what was told, without where it stands
   * @param standing what the message says of where it stands
   */
  record Posted(
      UUID subject, String incident, String channel, String ts, String told, String standing) {

    /** A reply in the thread of the subject's message. */
    public static Posted reply(UUID subject) {
      return new Posted(subject, "", "", "", "", "");
    }

    boolean isReply() {
      return ts.isEmpty();
    }
  }

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
