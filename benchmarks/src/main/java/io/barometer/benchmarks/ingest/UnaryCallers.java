package io.barometer.benchmarks.ingest;

import io.barometer.benchmarks.servers.Caller;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceStub;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Concurrent callers that each send one request, wait for its answer, and send the next. Fails when
 * anything is refused.
 */
final class UnaryCallers {
  private static final long LIMIT_SECONDS = 120;

  private final List<IngestionServiceStub> stubs;
  private final int callers;

  /** Callers that share the connections evenly. */
  UnaryCallers(List<Caller> connections, int callers) {
    this.stubs = connections.stream().map(c -> IngestionServiceGrpc.newStub(c.channel())).toList();
    this.callers = callers;
  }

  /** Sends all requests; returns when all are acknowledged. */
  void send(List<RecordEventsRequest> requests) throws Exception {
    Run run = new Run(requests);
    for (int i = 0; i < callers; i++) {
      run.next(stubs.get(i % stubs.size()));
    }
    run.done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static final class Run {
    private final List<RecordEventsRequest> requests;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Run(List<RecordEventsRequest> requests) {
      this.requests = requests;
    }

    void next(IngestionServiceStub stub) {
      int index = sent.getAndIncrement();
      if (index < requests.size()) {
        stub.recordEvents(requests.get(index), new Answer(stub));
      }
    }

    private final class Answer implements StreamObserver<RecordEventsResponse> {
      private final IngestionServiceStub stub;

      Answer(IngestionServiceStub stub) {
        this.stub = stub;
      }

      @Override
      public void onNext(RecordEventsResponse response) {
        if (!response.getResultsList().stream().allMatch(result -> result.hasRecorded())) {
          onError(new IllegalStateException("not every event was recorded"));
        }
      }

      @Override
      public void onError(Throwable failure) {
        done.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {
        if (acknowledged.incrementAndGet() == requests.size()) {
          done.complete(null);
        }
        next(stub);
      }
    }
  }
}
