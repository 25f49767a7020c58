package io.barometer.ingestion;

import io.barometer.edge.Refusal;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.ExceptionHandlerProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a future brings as the one answer of a call; says after a while that none came,
 * whatever deadline the client has or has not.
 */
final class Answer {

  private final ExceptionHandlerProvider failures;
  private final Duration cap;

  /**
   * Answers.
   *
   * @param cap after this a call without an answer ends with DEADLINE_EXCEEDED
   */
  Answer(ExceptionHandlerProvider failures, Duration cap) {
    this.failures = failures;
    this.cap = cap;
  }

  <T> void with(StreamObserver<T> observer, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> answer;
    try {
      answer = work.get();
    } catch (RuntimeException failure) {
      observer.onError(failures.transform(failure));
      return;
    }
    answer
        .orTimeout(cap.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((value, failure) -> send(observer, value, failure));
  }

  private <T> void send(
      StreamObserver<T> observer, @Nullable T value, @Nullable Throwable failure) {
    if (observer instanceof ServerCallStreamObserver<T> call && call.isCancelled()) {
      return;
    }
    if (failure == null) {
      observer.onNext(value);
      observer.onCompleted();
    } else {
      observer.onError(
          failures.transform(failure instanceof TimeoutException ? tooLate() : failure));
    }
  }

  private static Refusal tooLate() {
    return Refusal.of(Status.Code.DEADLINE_EXCEEDED, ErrorReason.ERROR_REASON_UNAVAILABLE)
        .message("No answer came in time. Nobody knows what was done: retry with the same keys.");
  }
}
