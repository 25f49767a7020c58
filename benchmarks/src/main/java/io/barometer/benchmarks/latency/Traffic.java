package io.barometer.benchmarks.latency;

import com.google.protobuf.Timestamp;
import io.barometer.benchmarks.measure.Latencies;
import io.barometer.benchmarks.measure.OpenLoop;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceStub;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Single events at a steady rate: every tenth one is a probe's, the others belong to 1,000 accounts
 * that are busy anyway.
 */
final class Traffic {
  static final int PROBE_EVERY = 10;
  private static final int BUSY_ACCOUNTS = 1_000;
  private static final Duration LONG_AGO = Duration.ofDays(60);
  private static final int BATCH = 500;

  private final Caller caller;
  private final Probes probes;
  private final Latencies acknowledgements = new Latencies();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Traffic(Caller caller, Probes probes) {
    this.caller = caller;
    this.probes = probes;
  }

  /** Gives each probe's account an event of long ago, so that it has a low score. */
  void prepare() {
    var stub = IngestionServiceGrpc.newBlockingStub(caller.channel());
    Instant then = Instant.now().minus(LONG_AGO);
    for (int from = 0; from < probes.count(); from += BATCH) {
      List<Event> events =
          IntStream.range(from, Math.min(from + BATCH, probes.count()))
              .mapToObj(probe -> event(probes.account(probe), "before", "user-1", then))
              .toList();
      var unused = stub.recordEvents(RecordEventsRequest.newBuilder().addAllEvents(events).build());
    }
  }

  /** Sends; throws when anything was refused. */
  void send(int perSecond) {
    IngestionServiceStub stub = IngestionServiceGrpc.newStub(caller.channel());
    new OpenLoop(perSecond, probes.count() * PROBE_EVERY)
        .run((number, due) -> stub.recordEvents(request(number, due), new Answer(due)));
    Throwable refused = failure.get();
    if (refused != null) {
      throw new IllegalStateException("an event was refused", refused);
    }
  }

  Latencies acknowledgements() {
    return acknowledgements;
  }

  private RecordEventsRequest request(int number, long due) {
    return RecordEventsRequest.newBuilder().addEvents(event(number, due)).build();
  }

  private Event event(int number, long due) {
    if (number % PROBE_EVERY == 0) {
      int probe = number / PROBE_EVERY;
      probes.due(probe, due);
      return event(probes.account(probe), "now", "user-1", Instant.now());
    }
    String key = probes.account(number);
    return event("busy-" + number % BUSY_ACCOUNTS, key, "user-" + number % 7, Instant.now());
  }

  private static Event event(String account, String key, String user, Instant occurred) {
    return Event.newBuilder()
        .setAccountId(account)
        .setEventKey(key)
        .setSource("benchmark")
        .setOccurredTime(
            Timestamp.newBuilder()
                .setSeconds(occurred.getEpochSecond())
                .setNanos(occurred.getNano() / 1_000 * 1_000))
        .setActivity(Activity.newBuilder().setAction("login").setUserId(user).setProduct("console"))
        .build();
  }

  private final class Answer implements StreamObserver<RecordEventsResponse> {
    private final long due;

    Answer(long due) {
      this.due = due;
    }

    @Override
    public void onNext(RecordEventsResponse response) {
      acknowledgements.record(due, System.nanoTime());
      if (!response.getResults(0).hasRecorded()) {
        failure.set(new IllegalStateException("an event was not recorded"));
      }
    }

    @Override
    public void onError(Throwable refused) {
      failure.set(refused);
    }

    @Override
    public void onCompleted() {}
  }
}
