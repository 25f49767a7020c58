package io.barometer.ingestion.log;

import com.google.protobuf.ByteString;
import io.barometer.edge.ReadableRequests;
import io.barometer.edge.Violations;
import io.barometer.eventstore.append.Head;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.ingestion.record.Times;
import io.barometer.ingestion.store.OpenStore;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc.EventLogServiceImplBase;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.GetHeadsResponse;
import io.barometer.proto.ingestion.v1.ReadShardRequest;
import io.barometer.proto.ingestion.v1.ReadShardResponse;
import io.barometer.proto.ingestion.v1.ShardHead;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.ExceptionHandlerProvider;
import io.quarkus.grpc.GrpcService;

/** The log by shard, for projections. Reads block, so each runs on a virtual thread of its own. */
@GrpcService
public class EventLogEndpoint extends EventLogServiceImplBase {

  private final OpenStore store;
  private final IngestionConfig config;
  private final ExceptionHandlerProvider failures;

  EventLogEndpoint(OpenStore store, IngestionConfig config, ExceptionHandlerProvider failures) {
    this.store = store;
    this.config = config;
    this.failures = failures;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public void readShard(ReadShardRequest request, StreamObserver<ReadShardResponse> observer) {
    check(request);
    var call = (ServerCallStreamObserver<ReadShardResponse>) observer;
    var reading = new ShardReading(store.log(), request, call);
    Thread.startVirtualThread(
        () -> {
          try {
            reading.run();
          } catch (RuntimeException failure) {
            call.onError(failures.transform(failure));
          }
        });
  }

  private void check(ReadShardRequest request) {
    var violations = new Violations();
    if (request.getShard() < 0 || request.getShard() >= config.shards()) {
      violations.add(
          "shard",
          ErrorReason.ERROR_REASON_RANGE,
          "must be from 0 to " + (config.shards() - 1),
          "max",
          Integer.toString(config.shards() - 1));
    }
    if (request.getAfterPosition() < 0) {
      violations.add("after_position", ErrorReason.ERROR_REASON_RANGE, "must be 0 or more");
    }
    if (request.hasStream() && request.getAfterPosition() > 0) {
      violations.add(
          "after_position", ErrorReason.ERROR_REASON_RANGE, "must be 0 for one account's events");
    }
    if (request.getToPosition() < 0) {
      violations.add("to_position", ErrorReason.ERROR_REASON_RANGE, "must be 0 or more");
    }
    violations.throwIfAny();
  }

  @Override
  public void getHeads(GetHeadsRequest request, StreamObserver<GetHeadsResponse> observer) {
    Thread.startVirtualThread(
        () -> {
          try {
            observer.onNext(heads());
            observer.onCompleted();
          } catch (RuntimeException failure) {
            observer.onError(failures.transform(failure));
          }
        });
  }

  private GetHeadsResponse heads() {
    var response = GetHeadsResponse.newBuilder();
    for (Head head : store.log().heads()) {
      response.addHeads(
          ShardHead.newBuilder()
              .setShard(head.shard())
              .setLastPosition(head.lastPosition())
              .setLastHash(ByteString.copyFrom(head.lastHash())));
    }
    store.intake().time().ifPresent(micros -> response.setTime(Times.timestamp(micros)));
    return response.build();
  }
}
