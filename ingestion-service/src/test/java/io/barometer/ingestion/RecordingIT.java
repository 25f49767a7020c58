package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static io.barometer.ingestion.Calls.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.event.v1.AccountArchived;
import io.barometer.proto.event.v1.AccountRestored;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.EventStream;
import io.barometer.proto.ingestion.v1.ExpectedVersion;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ReadShardRequest;
import io.barometer.proto.ingestion.v1.ReadShardResponse;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordResult;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class RecordingIT {

  private static TestChannel channel;
  private static IngestionServiceBlockingStub acme;
  private static IngestionServiceBlockingStub globex;

  @BeforeAll
  static void connect() {
    channel = TestChannel.open();
    acme = IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.ACME));
    globex = IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.GLOBEX));
  }

  @AfterAll
  static void disconnect() {
    channel.close();
  }

  private static List<RecordResult> record(Event... events) {
    return acme.recordEvents(RecordEventsRequest.newBuilder().addAllEvents(List.of(events)).build())
        .getResultsList();
  }

  private static RecordEventsRequest batch(BatchMode mode, Event... events) {
    return RecordEventsRequest.newBuilder().setMode(mode).addAllEvents(List.of(events)).build();
  }

  private static List<RecordedEvent> history(String account) {
    return acme.listEvents(ListEventsRequest.newBuilder().setAccountId(account).build())
        .getEventsList();
  }

  @Test
  void aRecordedEventComesBackAsItWasSentWithItsTenant() {
    Event sent =
        activity("comes-back", "k1").putAttributes("b", "2").putAttributes("a", "1").build();
    var recorded = record(sent).getFirst().getRecorded();

    var read = history("comes-back").getFirst();
    assertThat(read.getEvent()).isEqualTo(sent.toBuilder().setTenantId("acme").build());
    assertThat(read.getVersion()).isEqualTo(1);
    assertThat(read.getPosition()).isEqualTo(recorded.getPosition());
    assertThat(read.getEventId()).isEqualTo(recorded.getEventId());
  }

  @Test
  void aRepeatIsADuplicateWithTheFirstPositionWhateverTheOrderOfItsAttributes() {
    var first = activity("repeat", "k1").putAttributes("b", "2").putAttributes("a", "1");
    long position = record(first.build()).getFirst().getRecorded().getPosition();

    var again = first.clone().clearAttributes().putAttributes("a", "1").putAttributes("b", "2");
    var duplicate = record(again.build()).getFirst().getDuplicate();
    assertThat(duplicate.getPosition()).isEqualTo(position);
    assertThat(duplicate.getComparable()).isTrue();
    assertThat(history("repeat")).hasSize(1);
  }

  @Test
  void otherContentUnderTheSameKeyIsAConflictThatNamesTheFirstPosition() {
    var first = activity("conflict", "k1");
    long position = record(first.build()).getFirst().getRecorded().getPosition();
    first.getActivityBuilder().setAction("logout");

    assertThat(refusal(() -> record(activity("conflict", "k2").build(), first.build())))
        .isEqualTo(
            "ALREADY_EXISTS IDEMPOTENCY_CONFLICT position="
                + position
                + " | events[1].event_key IDEMPOTENCY_CONFLICT");
    assertThat(history("conflict")).hasSize(1);
  }

  @Test
  void aConflictInPerItemModeRefusesOnlyItself() {
    var first = activity("per-item", "k1");
    record(first.build());
    first.getActivityBuilder().setAction("logout");
    var results =
        acme.recordEvents(
                batch(
                    BatchMode.BATCH_MODE_PER_ITEM,
                    first.build(),
                    activity("per-item", "").build(),
                    activity("per-item", "k2").build()))
            .getResultsList();

    assertThat(Calls.told(results.get(0).getRefused())).startsWith("ALREADY_EXISTS");
    assertThat(Calls.told(results.get(1).getRefused()))
        .isEqualTo("INVALID_ARGUMENT REQUIRED | events[1].event_key REQUIRED");
    assertThat(results.get(2).getRecorded().getVersion()).isEqualTo(2);
  }

  @Test
  void anArchivedAccountTakesNothingButRepeatsUntilItIsRestored() {
    record(activity("archived", "k1").build());
    record(
        activity("archived", "k2")
            .setAccountArchived(AccountArchived.getDefaultInstance())
            .build());

    assertThat(refusal(() -> record(activity("archived", "k3").build())))
        .isEqualTo("FAILED_PRECONDITION ACCOUNT_ARCHIVED | events[0].account_id ACCOUNT_ARCHIVED");
    assertThat(
            record(
                    activity("archived", "k1")
                        .setOccurredTime(
                            history("archived").getFirst().getEvent().getOccurredTime())
                        .build())
                .getFirst()
                .hasDuplicate())
        .isTrue();
    record(
        activity("archived", "k4")
            .setAccountRestored(AccountRestored.getDefaultInstance())
            .build());
    assertThat(record(activity("archived", "k5").build()).getFirst().getRecorded().getVersion())
        .isEqualTo(4);
  }

  @Test
  void anExpectedVersionIsCheckedBeforeAnythingIsStored() {
    var none =
        RecordEventsRequest.newBuilder()
            .addEvents(activity("expected", "k1"))
            .setExpectedVersion(ExpectedVersion.newBuilder().setNoStream(true))
            .build();
    assertThat(acme.recordEvents(none).getResults(0).getRecorded().getVersion()).isEqualTo(1);

    var stale =
        RecordEventsRequest.newBuilder()
            .addEvents(activity("expected", "k2"))
            .setExpectedVersion(ExpectedVersion.newBuilder().setExactly(7))
            .build();
    assertThat(refusal(() -> acme.recordEvents(stale)))
        .isEqualTo("ABORTED VERSION_CONFLICT actual=1 expected=7");
    assertThat(acme.recordEvents(none).getResults(0).hasDuplicate()).isTrue();
  }

  @Test
  void anEventOlderThanTheLatenessWindowIsLate() {
    var old = Calls.time(Instant.now().minusSeconds(40L * 86_400));
    assertThat(
            record(activity("late", "k1").setOccurredTime(old).build())
                .getFirst()
                .getRecorded()
                .getLate())
        .isTrue();
    assertThat(record(activity("late", "k2").build()).getFirst().getRecorded().getLate()).isFalse();
  }

  @Test
  void aTenantSeesNothingOfAnother() {
    record(activity("secret", "k1").build());
    assertThat(
            refusal(
                () ->
                    globex.listEvents(
                        ListEventsRequest.newBuilder().setAccountId("secret").build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
  }

  @Test
  void pagesGoForwardsAndBackwardsAndTokensBelongToTheirQuery() {
    record(
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> activity("pages", "k" + i).build())
            .toArray(Event[]::new));
    var first = ListEventsRequest.newBuilder().setAccountId("pages").setPageSize(2);
    var versions = new ArrayList<Long>();
    var page = acme.listEvents(first.build());
    while (true) {
      page.getEventsList().forEach(event -> versions.add(event.getVersion()));
      if (page.getNextPageToken().isEmpty()) {
        break;
      }
      page = acme.listEvents(first.setPageToken(page.getNextPageToken()).build());
    }
    assertThat(versions).containsExactly(1L, 2L, 3L, 4L, 5L);

    var foreign = first.clone().setNewestFirst(true);
    assertThat(refusal(() -> acme.listEvents(foreign.build())))
        .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN | page_token PAGE_TOKEN");
    assertThat(refusal(() -> acme.listEvents(first.clone().setPageToken("forged").build())))
        .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN | page_token PAGE_TOKEN");
    var newest = acme.listEvents(foreign.clearPageToken().setPageSize(1_000_000_000).build());
    assertThat(newest.getEventsList())
        .extracting(RecordedEvent::getVersion)
        .containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void theLogHoldsEveryPositionOfAShardForServicesOnly() {
    var log = EventLogServiceGrpc.newBlockingStub(channel.as(TestKeys.SERVICE));
    record(activity("log", "k1").build());
    for (var head : log.getHeads(GetHeadsRequest.getDefaultInstance()).getHeadsList()) {
      var positions = new ArrayList<Long>();
      log.readShard(
              ReadShardRequest.newBuilder()
                  .setShard(head.getShard())
                  .setToPosition(head.getLastPosition())
                  .build())
          .forEachRemaining(
              chunk -> chunk.getEventsList().forEach(e -> positions.add(e.getPosition())));
      assertThat(positions)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, (int) head.getLastPosition())
                  .mapToObj(i -> (long) i)
                  .toList());
      assertThat(positions).as("the day's tick at least").isNotEmpty();
    }
    var tenants = EventLogServiceGrpc.newBlockingStub(channel.as(TestKeys.ACME));
    assertThat(refusal(() -> tenants.getHeads(GetHeadsRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED required_role=service");
  }

  @Test
  void theLogOfOneAccountHoldsItsEventsInOrder() {
    var log = EventLogServiceGrpc.newBlockingStub(channel.as(TestKeys.SERVICE));
    var first = record(activity("alone", "k1").build(), activity("other", "k1").build());
    record(activity("alone", "k2").build());
    int shard = first.getFirst().getRecorded().getShard();
    var request =
        ReadShardRequest.newBuilder()
            .setShard(shard)
            .setStream(EventStream.newBuilder().setTenantId("acme").setAccountId("alone"));

    assertThat(keys(log.readShard(request.build()))).containsExactly("k1", "k2");
    long position = first.getFirst().getRecorded().getPosition();
    assertThat(keys(log.readShard(request.clone().setToPosition(position).build())))
        .containsExactly("k1");
    assertThat(refusal(() -> keys(log.readShard(request.setAfterPosition(1).build()))))
        .isEqualTo("INVALID_ARGUMENT RANGE | after_position RANGE");
  }

  private static List<String> keys(Iterator<ReadShardResponse> answers) {
    var keys = new ArrayList<String>();
    answers.forEachRemaining(
        chunk -> chunk.getEventsList().forEach(e -> keys.add(e.getEvent().getEventKey())));
    return keys;
  }

  @Test
  void theServiceIsReadyAndTellsItsFigures() {
    record(activity("figures", "k1").build());
    RestAssured.get("/q/health/ready").then().statusCode(200);
    String metrics = RestAssured.get("/q/metrics").asString();
    assertThat(metrics)
        .contains("# HELP barometer_events_recorded Events stored for the first time")
        .contains("barometer_relay_lag{")
        .contains("barometer_store_commit_seconds_count");
  }
}
