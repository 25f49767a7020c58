package io.barometer.ingestion;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.ExceptionHandlerProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends what a future brings as the one answer of a call. */
final class Answer {

  private final ExceptionHandlerProvider failures;

  Answer(ExceptionHandlerProvider failures) {
    this.failures = failures;
  }

  <T> void with(StreamObserver<T> observer, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> answer;
    try {
      answer = work.get();
    } catch (RuntimeException failure) {
      observer.onError(failures.transform(failure));
      return;
    }
    answer.whenComplete((value, failure) -> send(observer, value, failure));
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
      observer.onError(failures.transform(failure));
    }
  }
}
