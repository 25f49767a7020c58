package io.barometer.ingestion.stream;

import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.ingestion.record.RecordedBatch;
import io.barometer.ingestion.record.Recorder;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.ingestion.v1.RecordResult;
import io.barometer.proto.ingestion.v1.RefusedEvent;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.ExceptionHandlerProvider;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * One open stream. At most {@link #IN_FLIGHT} batches are taken before the first of them is
 * answered, and none while the client does not read its answers. Answers go out in the order of the
 * batches, so each one is a watermark.
 */
final class EventStream implements StreamObserver<StreamEventsRequest> {

  private static final int IN_FLIGHT = 16;

  private record Pending(long sequence, CompletableFuture<RecordedBatch> batch) {}

  private final Recorder recorder;
  private final ExceptionHandlerProvider failures;
  private final Caller caller;
  private final ServerCallStreamObserver<StreamEventsResponse> observer;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private long lastSequence = Long.MIN_VALUE;
  private boolean halfClosed;
  private boolean over;

  EventStream(
      Recorder recorder,
      ExceptionHandlerProvider failures,
      Caller caller,
      ServerCallStreamObserver<StreamEventsResponse> observer) {
    this.recorder = recorder;
    this.failures = failures;
    this.caller = caller;
    this.observer = observer;
    observer.disableAutoRequest();
    observer.setOnReadyHandler(this::drain);
    observer.setOnCancelHandler(this::cancelled);
    observer.request(IN_FLIGHT);
  }

  @Override
  public void onNext(StreamEventsRequest request) {
    CompletableFuture<RecordedBatch> batch;
    synchronized (this) {
      if (over) {
        return;
      }
      batch = record(request);
      pending.add(new Pending(request.getSequence(), batch));
    }
    batch.whenComplete((recorded, failure) -> drain());
  }

  private CompletableFuture<RecordedBatch> record(StreamEventsRequest request) {
    if (request.getSequence() <= lastSequence) {
      var violations = new Violations();
      violations.add("sequence", ErrorReason.ERROR_REASON_RANGE, "must rise from batch to batch");
      return CompletableFuture.failedFuture(violations.toRefusal());
    }
    lastSequence = request.getSequence();
    return recorder.record(
        caller, request.getEventsList(), request.getMode(), OptionalLong.empty());
  }

  /** Answers what is done at the front of the queue, as long as the client reads. */
  private synchronized void drain() {
    while (!over
        && !pending.isEmpty()
        && pending.getFirst().batch().isDone()
        && observer.isReady()) {
      answer(pending.removeFirst());
    }
    if (!over && halfClosed && pending.isEmpty()) {
      over = true;
      observer.onCompleted();
    }
  }

  private void answer(Pending done) {
    Throwable failure =
        done.batch().isCompletedExceptionally() ? done.batch().exceptionNow() : null;
    if (failure == null) {
      observer.onNext(response(done.sequence(), done.batch().join()));
      observer.request(1);
    } else if (failure instanceof Refusal refusal && !retryable(refusal)) {
      observer.onNext(refused(done.sequence(), refusal));
      observer.request(1);
    } else {
      over = true;
      pending.clear();
      observer.onError(failures.transform(failure));
    }
  }

  /** After these the client opens the stream again and goes on behind the last watermark. */
  private static boolean retryable(Refusal refusal) {
    return switch (refusal.code()) {
      case UNAVAILABLE, RESOURCE_EXHAUSTED, INTERNAL -> true;
      default -> false;
    };
  }

  private static StreamEventsResponse refused(long sequence, Refusal refusal) {
    return StreamEventsResponse.newBuilder()
        .setSequence(sequence)
        .addRefused(RefusedEvent.newBuilder().setIndex(-1).setStatus(refusal.toStatus()))
        .build();
  }

  private static StreamEventsResponse response(long sequence, RecordedBatch batch) {
    var response = StreamEventsResponse.newBuilder().setSequence(sequence);
    int recorded = 0;
    int late = 0;
    int duplicates = 0;
    for (int i = 0; i < batch.results().size(); i++) {
      RecordResult result = batch.results().get(i);
      switch (result.getOutcomeCase()) {
        case RECORDED -> {
          recorded++;
          late += result.getRecorded().getLate() ? 1 : 0;
        }
        case DUPLICATE -> duplicates++;
        case REFUSED ->
            response.addRefused(
                RefusedEvent.newBuilder().setIndex(i).setStatus(result.getRefused()));
        case OUTCOME_NOT_SET -> throw new IllegalStateException("a result without an outcome");
      }
    }
    return response.setRecorded(recorded).setLate(late).setDuplicates(duplicates).build();
  }

  @Override
  public void onError(Throwable failure) {
    cancelled();
  }

  @Override
  public void onCompleted() {
    synchronized (this) {
      halfClosed = true;
    }
    drain();
  }

  private synchronized void cancelled() {
    over = true;
    pending.clear();
  }
}
