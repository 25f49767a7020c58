package io.barometer.ingestion.stream;

import io.barometer.edge.Caller;
import io.barometer.ingestion.record.Recorder;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.inject.Singleton;

/** The streaming way in: batch after batch, several of them in flight, acknowledged in order. */
@Singleton
public class StreamEvents {

  private final Recorder recorder;
  private final ExceptionHandlerProvider failures;

  StreamEvents(Recorder recorder, ExceptionHandlerProvider failures) {
    this.recorder = recorder;
    this.failures = failures;
  }

  /** Opens a stream for a caller. */
  public StreamObserver<StreamEventsRequest> open(
      Caller caller, ServerCallStreamObserver<StreamEventsResponse> observer) {
    return new EventStream(recorder, failures, caller, observer);
  }
}
