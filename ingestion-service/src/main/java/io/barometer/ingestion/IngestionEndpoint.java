package io.barometer.ingestion;

import io.barometer.edge.Caller;
import io.barometer.edge.ReadableRequests;
import io.barometer.ingestion.clock.AdvanceClock;
import io.barometer.ingestion.history.ListEvents;
import io.barometer.ingestion.record.RecordEvents;
import io.barometer.ingestion.stream.StreamEvents;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.AdvanceClockResponse;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceImplBase;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ListEventsResponse;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsResponse;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.ExceptionHandlerProvider;
import io.quarkus.grpc.GrpcService;
import java.time.Duration;

/**
 * The service as clients see it. Written on gRPC's own observers, not on Multi: only they tell when
 * the peer takes more, which is what keeps a stream's memory bounded. No method blocks.
 */
@GrpcService
public class IngestionEndpoint extends IngestionServiceImplBase {

  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  private final RecordEvents recordEvents;
  private final StreamEvents streamEvents;
  private final ListEvents listEvents;
  private final AdvanceClock advanceClock;
  private final Answer answer;

  IngestionEndpoint(
      RecordEvents recordEvents,
      StreamEvents streamEvents,
      ListEvents listEvents,
      AdvanceClock advanceClock,
      ExceptionHandlerProvider failures) {
    this.recordEvents = recordEvents;
    this.streamEvents = streamEvents;
    this.listEvents = listEvents;
    this.advanceClock = advanceClock;
    this.answer = new Answer(failures, LONGEST_CALL);
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public void recordEvents(
      RecordEventsRequest request, StreamObserver<RecordEventsResponse> observer) {
    answer.with(observer, () -> recordEvents.record(Caller.current(), request));
  }

  @Override
  public StreamObserver<StreamEventsRequest> streamEvents(
      StreamObserver<StreamEventsResponse> observer) {
    return streamEvents.open(
        Caller.current(), (ServerCallStreamObserver<StreamEventsResponse>) observer);
  }

  @Override
  public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> observer) {
    answer.with(observer, () -> listEvents.list(Caller.current().tenantId(), request));
  }

  @Override
  public void advanceClock(
      AdvanceClockRequest request, StreamObserver<AdvanceClockResponse> observer) {
    answer.with(observer, () -> advanceClock.to(request.getTime()));
  }
}
