package io.barometer.ingestion.record;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.append.Outcome;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import java.time.Duration;

/** How this service says no. */
public final class Refusals {

  private static final Duration SOON = Duration.ofMillis(250);

  private Refusals() {}

  /** Too much is waiting for the writer. */
  public static Refusal overloaded() {
    return Refusal.of(Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_OVERLOADED)
        .message("Too many events wait to be stored. Send the same events again a little later.")
        .retryAfter(SOON);
  }

  /** The store starts, stops or lost its database. */
  public static Refusal unavailable() {
    return Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
        .message("The store cannot be reached now. Send the same events again.")
        .retryAfter(SOON);
  }

  /** What the store refused, in the caller's words. */
  static Refusal of(Outcome.Refused refused, int index) {
    String path = "events[" + index + "]";
    return switch (refused) {
      case Outcome.Conflict(long position) ->
          Refusal.of(Status.Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_IDEMPOTENCY_CONFLICT)
              .message(path + ": its key was recorded before with other content.")
              .meta("position", Long.toString(position))
              .violation(
                  path + ".event_key",
                  ErrorReason.ERROR_REASON_IDEMPOTENCY_CONFLICT,
                  "was recorded before with other content");
      case Outcome.AccountUnknown() ->
          Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_ACCOUNT_UNKNOWN)
              .message(path + ": the account is unknown. Register it first.")
              .violation(
                  path + ".account_id", ErrorReason.ERROR_REASON_ACCOUNT_UNKNOWN, "is unknown");
      case Outcome.AccountArchived() ->
          Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_ACCOUNT_ARCHIVED)
              .message(path + ": the account is archived. Restore it first.")
              .violation(
                  path + ".account_id", ErrorReason.ERROR_REASON_ACCOUNT_ARCHIVED, "is archived");
      case Outcome.VersionConflict(long expected, long actual) ->
          Refusal.of(Status.Code.ABORTED, ErrorReason.ERROR_REASON_VERSION_CONFLICT)
              .message("The account's stream is at another version. Read it again.")
              .meta("expected", Long.toString(expected))
              .meta("actual", Long.toString(actual));
    };
  }
}
