package io.barometer.ingestion;

import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceStub;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One whole stream: what goes in, what comes back. */
final class StreamCalls implements StreamObserver<StreamEventsResponse> {

  private final List<StreamEventsResponse> answers = new ArrayList<>();
  private final CompletableFuture<List<StreamEventsResponse>> end = new CompletableFuture<>();

  private StreamCalls() {}

  /** Sends the batches without waiting, closes, and gives all answers back in order of arrival. */
  static List<StreamEventsResponse> exchange(
      IngestionServiceStub stub, List<StreamEventsRequest> batches) throws Exception {
    var answers = new StreamCalls();
    var requests = stub.streamEvents(answers);
    batches.forEach(requests::onNext);
    requests.onCompleted();
    return answers.end.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void onNext(StreamEventsResponse answer) {
    answers.add(answer);
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    end.complete(answers);
  }
}
