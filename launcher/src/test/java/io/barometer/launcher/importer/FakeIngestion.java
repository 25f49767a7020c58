package io.barometer.launcher.importer;

import com.google.protobuf.Timestamp;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.AdvanceClockResponse;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RefusedEvent;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An ingestion service in memory, over a real connection. Refuses, breaks and counts as it is told.
 */
final class FakeIngestion extends IngestionServiceGrpc.IngestionServiceImplBase
    implements AutoCloseable {
  private static final long YEAR_2000 = 946_684_800;

  private final Server server;
  private final ManagedChannel channel;
  private final List<Event> recorded = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private final boolean replay;
  private Predicate<Event> refused = event -> false;
  private int breakAfterBatches = -1;
  private Timestamp clock = Timestamp.getDefaultInstance();

  FakeIngestion(boolean replay) throws IOException {
    this.replay = replay;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(this)
            .build();
    server.start();
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
  }

  ManagedChannel channel() {
    return channel;
  }

  synchronized List<Event> recorded() {
    return List.copyOf(recorded);
  }

  synchronized Timestamp clock() {
    return clock;
  }

  synchronized void refuse(Predicate<Event> events) {
    refused = events;
  }

  /** Breaks the connection once, after so many batches, before the last of them is acknowledged. */
  synchronized void breakAfter(int batches) {
    breakAfterBatches = batches;
  }

  @Override
  public synchronized void advanceClock(
      AdvanceClockRequest request, StreamObserver<AdvanceClockResponse> answer) {
    if (!replay) {
      answer.onError(Status.FAILED_PRECONDITION.asRuntimeException());
      return;
    }
    if (request.getTime().getSeconds() < YEAR_2000) {
      answer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
      return;
    }
    clock = request.getTime();
    answer.onNext(AdvanceClockResponse.newBuilder().setTime(clock).build());
    answer.onCompleted();
  }

  @Override
  public StreamObserver<StreamEventsRequest> streamEvents(
      StreamObserver<StreamEventsResponse> answers) {
    return new StreamObserver<>() {
      private boolean ended;

      @Override
      public void onNext(StreamEventsRequest batch) {
        if (ended) {
          return;
        }
        StreamEventsResponse answer = record(batch);
        if (breaksNow()) {
          ended = true;
          answers.onError(Status.UNAVAILABLE.asRuntimeException());
        } else {
          answers.onNext(answer);
        }
      }

      @Override
      public void onError(Throwable error) {
        ended = true;
      }

      @Override
      public void onCompleted() {
        answers.onCompleted();
      }
    };
  }

  private synchronized boolean breaksNow() {
    return --breakAfterBatches == 0;
  }

  private synchronized StreamEventsResponse record(StreamEventsRequest batch) {
    StreamEventsResponse.Builder answer =
        StreamEventsResponse.newBuilder().setSequence(batch.getSequence());
    boolean atomic = batch.getMode() == BatchMode.BATCH_MODE_ATOMIC;
    if (atomic && batch.getEventsList().stream().anyMatch(refused)) {
      return answer.addRefused(refusal(-1)).build();
    }
    for (int i = 0; i < batch.getEventsCount(); i++) {
      Event event = batch.getEvents(i);
      if (refused.test(event)) {
        answer.addRefused(refusal(i));
      } else if (keys.add(event.getAccountId() + "/" + event.getEventKey())) {
        recorded.add(event);
        answer.setRecorded(answer.getRecorded() + 1);
      } else {
        answer.setDuplicates(answer.getDuplicates() + 1);
      }
    }
    return answer.build();
  }

  private static RefusedEvent refusal(int index) {
    return RefusedEvent.newBuilder()
        .setIndex(index)
        .setStatus(
            com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.INVALID_ARGUMENT.value())
                .setMessage("not today"))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
