package io.barometer.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.edge.RefusalHandlerProvider;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void aCallThatIsNeverAnsweredEndsAtTheCapThoughTheClientSetNoDeadline() throws Exception {
    var answer = new Answer(new RefusalHandlerProvider(), Duration.ofMillis(20));
    var heard = new CompletableFuture<String>();
    answer.with(telling(heard), CompletableFuture::new);
    assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo("DEADLINE_EXCEEDED UNAVAILABLE");
  }

  @Test
  void anAnswerInTimeIsSent() throws Exception {
    var answer = new Answer(new RefusalHandlerProvider(), Duration.ofSeconds(30));
    var heard = new CompletableFuture<String>();
    answer.with(telling(heard), () -> CompletableFuture.completedFuture("here"));
    assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo("here");
  }

  private static StreamObserver<String> telling(CompletableFuture<String> heard) {
    return new StreamObserver<>() {
      @Override
      public void onNext(String value) {
        heard.complete(value);
      }

      @Override
      public void onError(Throwable failure) {
        heard.complete(Calls.told(Objects.requireNonNull(StatusProto.fromThrowable(failure))));
      }

      @Override
      public void onCompleted() {}
    };
  }
}
