package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceStub;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class StreamingIT {

  private static TestChannel channel;
  private static IngestionServiceStub acme;

  @BeforeAll
  static void connect() {
    channel = TestChannel.open();
    acme = IngestionServiceGrpc.newStub(channel.as(TestKeys.ACME));
  }

  @AfterAll
  static void disconnect() {
    channel.close();
  }

  private static StreamEventsRequest batch(long sequence, Event... events) {
    return StreamEventsRequest.newBuilder()
        .setSequence(sequence)
        .addAllEvents(List.of(events))
        .build();
  }

  @Test
  void everyBatchIsAnsweredInItsOrderWithItsSequenceAsWatermark() throws Exception {
    var batches =
        IntStream.rangeClosed(1, 60)
            .mapToObj(
                i ->
                    batch(
                        i * 10L,
                        activity("stream-" + i % 7, "a" + i).build(),
                        activity("stream-" + i % 5, "b" + i).build()))
            .toList();
    var answers = StreamCalls.exchange(acme, batches);

    assertThat(answers)
        .extracting(StreamEventsResponse::getSequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).map(i -> i * 10).boxed().toList());
    assertThat(answers).allMatch(a -> a.getRecorded() == 2 && a.getDuplicates() == 0);
  }

  @Test
  void whatWasRecordedBeforeIsCountedAsDuplicateOnAnyStream() throws Exception {
    var one = activity("stream-twice", "k1").build();
    var two = activity("stream-twice", "k2").build();
    assertThat(StreamCalls.exchange(acme, List.of(batch(1, one))).getFirst().getRecorded())
        .isEqualTo(1);

    assertThat(StreamCalls.exchange(acme, List.of(batch(1, one, two), batch(2, two, two))))
        .extracting(StreamEventsResponse::getRecorded, StreamEventsResponse::getDuplicates)
        .containsExactly(tuple(1, 1), tuple(0, 2));
  }

  @Test
  void whatCameLateIsCountedAmongTheRecorded() throws Exception {
    var old = Calls.time(Instant.now().minus(Duration.ofDays(31)));
    var late = activity("stream-late", "k1").setOccurredTime(old).build();

    assertThat(
            StreamCalls.exchange(
                acme, List.of(batch(1, late, activity("stream-late", "k2").build()))))
        .extracting(StreamEventsResponse::getRecorded, StreamEventsResponse::getLate)
        .containsExactly(tuple(2, 1));
  }

  @Test
  void aRefusedBatchIsAnsweredAndTheStreamGoesOn() throws Exception {
    var good = activity("stream-refused", "k1").build();
    var other = good.toBuilder();
    other.getActivityBuilder().setAction("logout");
    var bad = activity("stream-refused", "").build();
    var answers =
        StreamCalls.exchange(
            acme,
            List.of(
                batch(1, good),
                batch(2, activity("stream-refused", "k2").build(), bad),
                batch(3, activity("stream-refused", "k3").build(), other.build()),
                batch(4).toBuilder().setMode(BatchMode.BATCH_MODE_PER_ITEM).build(),
                batch(5, bad, activity("stream-refused", "k5").build()).toBuilder()
                    .setMode(BatchMode.BATCH_MODE_PER_ITEM)
                    .build(),
                batch(5, activity("stream-refused", "k6").build()),
                batch(7, activity("stream-refused", "k7").build())));

    assertThat(answers.stream().map(StreamingIT::told))
        .containsExactly(
            "1: 1",
            "2: 0, -1 INVALID_ARGUMENT REQUIRED | events[1].event_key REQUIRED",
            "3: 0, -1 ALREADY_EXISTS IDEMPOTENCY_CONFLICT position=P"
                + " | events[1].event_key IDEMPOTENCY_CONFLICT",
            "4: 0, -1 INVALID_ARGUMENT BATCH_EMPTY | events BATCH_EMPTY",
            "5: 1, 0 INVALID_ARGUMENT REQUIRED | events[0].event_key REQUIRED",
            "5: 0, -1 INVALID_ARGUMENT RANGE | sequence RANGE",
            "7: 1");
    assertThat(
            IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.ACME))
                .listEvents(ListEventsRequest.newBuilder().setAccountId("stream-refused").build())
                .getEventsList())
        .extracting(stored -> stored.getEvent().getEventKey())
        .containsExactly("k1", "k5", "k7");
  }

  private static String told(StreamEventsResponse answer) {
    var text = new StringBuilder(answer.getSequence() + ": " + answer.getRecorded());
    answer
        .getRefusedList()
        .forEach(
            refused ->
                text.append(", ")
                    .append(refused.getIndex())
                    .append(' ')
                    .append(Calls.told(refused.getStatus())));
    return text.toString().replaceAll("position=\\d+", "position=P");
  }

  @Test
  void aClientThatDoesNotReadIsNotReadFromEither() throws Exception {
    var refused = Collections.nCopies(200, Event.getDefaultInstance());
    var reader = new NeverReading();
    acme.streamEvents(reader);
    var request =
        StreamEventsRequest.newBuilder()
            .addAllEvents(refused)
            .setMode(BatchMode.BATCH_MODE_PER_ITEM);
    int sent = 0;
    while (sent < 20_000 && reader.ready()) {
      reader.requests.join().onNext(request.setSequence(++sent).build());
    }
    assertThat(sent).as("batches before the server takes no more").isLessThan(20_000);
    reader.requests.join().cancel("enough", null);

    assertThat(
            StreamCalls.exchange(
                acme, List.of(batch(1, activity("after-the-flood", "k1").build()))))
        .extracting(StreamEventsResponse::getRecorded)
        .containsExactly(1);
  }

  /** Asks for no answer; sends as long as the transport takes more within two seconds. */
  private static final class NeverReading
      implements ClientResponseObserver<StreamEventsRequest, StreamEventsResponse> {

    private final CompletableFuture<ClientCallStreamObserver<StreamEventsRequest>> requests =
        new CompletableFuture<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamEventsRequest> call) {
      call.disableAutoRequestWithInitial(0);
      requests.complete(call);
    }

    private boolean ready() throws InterruptedException {
      for (int i = 0; i < 200 && !requests.join().isReady(); i++) {
        Thread.sleep(10);
      }
      return requests.join().isReady();
    }

    @Override
    public void onNext(StreamEventsResponse answer) {
      throw new AssertionError("nobody asked");
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
