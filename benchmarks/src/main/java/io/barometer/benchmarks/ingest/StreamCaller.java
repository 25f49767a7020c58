package io.barometer.benchmarks.ingest;

import io.barometer.benchmarks.servers.Caller;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One stream with a bounded number of batches that are not acknowledged yet. */
final class StreamCaller {
  private static final long LIMIT_SECONDS = 120;

  private final Caller connection;
  private final int window;

  StreamCaller(Caller connection, int window) {
    this.connection = connection;
    this.window = window;
  }

  /** Sends all batches; returns when all are acknowledged. */
  void send(List<RecordEventsRequest> batches) throws Exception {
    Answers answers = new Answers(window);
    StreamObserver<StreamEventsRequest> stream =
        IngestionServiceGrpc.newStub(connection.channel()).streamEvents(answers);
    long sequence = 0;
    for (RecordEventsRequest batch : batches) {
      if (!answers.room.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no acknowledgement");
      }
      stream.onNext(
          StreamEventsRequest.newBuilder()
              .setSequence(++sequence)
              .addAllEvents(batch.getEventsList())
              .build());
    }
    stream.onCompleted();
    answers.done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static final class Answers implements StreamObserver<StreamEventsResponse> {
    private final Semaphore room;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long acknowledged;

    Answers(int window) {
      this.room = new Semaphore(window);
    }

    @Override
    public void onNext(StreamEventsResponse answer) {
      if (answer.getRefusedCount() > 0) {
        onError(new IllegalStateException("not every event was recorded"));
        return;
      }
      room.release((int) (answer.getSequence() - acknowledged));
      acknowledged = answer.getSequence();
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
      room.release(Short.MAX_VALUE);
    }

    @Override
    public void onCompleted() {
      done.complete(null);
    }
  }
}
