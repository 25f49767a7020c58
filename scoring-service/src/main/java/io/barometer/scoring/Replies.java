package io.barometer.scoring;

import io.barometer.edge.Refusal;
import io.barometer.edge.RefusalHandlerProvider;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.scoring.watch.Reader;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls from virtual threads, which may block and compute, so that event loops never do.
 */
@ApplicationScoped
class Replies {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RefusalHandlerProvider failures;

  Replies(RefusalHandlerProvider failures) {
    this.failures = failures;
  }

  /** Sends messages to a client until done. */
  @FunctionalInterface
  interface Stream<T> {
    void to(Reader<T> reader) throws Exception;
  }

  /** Answers with one message. */
  <T> void one(StreamObserver<T> observer, Callable<T> work) {
    many(
        observer,
        reader -> {
          T answer = work.call();
          if (!reader.gone()) {
            observer.onNext(answer);
          }
        });
  }

  /** Answers with a stream that goes no faster than the client reads. */
  <T> void many(StreamObserver<T> observer, Stream<T> stream) {
    var call = (ServerCallStreamObserver<T>) observer;
    var reader = new Reader<>(call);
    threads.execute(
        Context.current()
            .wrap(
                () -> {
                  try {
                    stream.to(reader);
                    finish(call, null);
                  } catch (InterruptedException stopping) {
                    finish(call, stops());
                  } catch (Exception failure) {
                    finish(call, failure);
                  }
                }));
  }

  private <T> void finish(ServerCallStreamObserver<T> call, @Nullable Throwable failure) {
    if (call.isCancelled()) {
      return;
    }
    if (failure == null) {
      call.onCompleted();
    } else {
      call.onError(failures.transform(failure));
    }
  }

  private static Refusal stops() {
    return Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
        .message("The service stops. Retry.")
        .retryAfter(Duration.ofSeconds(1));
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
