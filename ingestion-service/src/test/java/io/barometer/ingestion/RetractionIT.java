package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static io.barometer.ingestion.Calls.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.eventstore.append.Fingerprints;
import io.barometer.proto.event.v1.AccountArchived;
import io.barometer.proto.event.v1.AccountRestored;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.event.v1.ReleaseShipped;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordResult;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events that take back others. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class RetractionIT {
  private static final String NOBODY = "00000000-0000-8000-8000-000000000000";

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

  @Test
  void aRetractionIsRecordedWithTheTimeOfItsRecordingAndARepeatIsADuplicate() {
    String wrong = id(record(activity("taken-back", "k1").build()));
    Event retraction = retraction("taken-back", wrong).build();
    RecordResult first = record(retraction);
    RecordResult again = record(retraction);

    assertThat(again.getDuplicate().getPosition()).isEqualTo(first.getRecorded().getPosition());
    assertThat(again.getDuplicate().getEventId()).isEqualTo(first.getRecorded().getEventId());
    List<RecordedEvent> history = history("taken-back");
    assertThat(history).hasSize(2);
    RecordedEvent last = history.getLast();
    assertThat(last.getEvent().getOccurredTime()).isEqualTo(last.getRecordedTime());
    assertThat(history.getFirst().getEvent().getActivity().getAction()).isEqualTo("login");
  }

  @Test
  void anEventIsRetractedOnceWhoeverAsks() {
    String wrong = id(record(activity("once", "k1").build()));
    long position = record(retraction("once", wrong).build()).getRecorded().getPosition();
    var other = retraction("once", wrong).setSource("somebody else");

    assertThat(refusal(() -> record(other.build())))
        .isEqualTo(
            "ALREADY_EXISTS IDEMPOTENCY_CONFLICT position="
                + position
                + " | events[0].event_key IDEMPOTENCY_CONFLICT");
  }

  @Test
  void aReplacementMayBeCorrectedInItsTurnAndAPlainRetractionMayNot() {
    String wrong = id(record(activity("turn", "k1").build()));
    var better = retraction("turn", wrong);
    better.getEventRetractedBuilder().setReplacement(replacement());
    String correction = id(record(better.build()));
    String gone = id(record(retraction("turn", correction).build()));

    assertThat(refusal(() -> record(retraction("turn", gone).build())))
        .isEqualTo("INVALID_ARGUMENT STATE | events[0].event_retracted.event_id STATE");
  }

  @Test
  void aTargetMayStandEarlierInTheSameBatchAndNotLater() {
    Event late = activity("batched", "k1").build();
    String expected = Fingerprints.ofThread().eventId("acme", "batched", "test", "k1").toString();
    assertThat(refusal(() -> record(retraction("batched", expected).build(), late)))
        .isEqualTo("INVALID_ARGUMENT NOT_FOUND | events[0].event_retracted.event_id NOT_FOUND");
    assertThat(record(late, retraction("batched", expected).build()).hasRecorded()).isTrue();
    assertThat(history("batched")).hasSize(2);
  }

  @Test
  void everyViolationIsToldAtOnceAndNothingIsStored() {
    String theirs =
        globex
            .recordEvents(
                RecordEventsRequest.newBuilder().addEvents(activity("all-wrong", "k1")).build())
            .getResults(0)
            .getRecorded()
            .getEventId();
    String elsewhere = id(record(activity("elsewhere", "k1").build()));
    var malformed = retraction("all-wrong", "NO-UUID").setOccurredTime(Calls.time(Instant.now()));
    malformed.getEventRetractedBuilder().setReason(" ").clearAuthor();
    var nested = retraction("all-wrong", elsewhere).setEventKey("another key");
    nested
        .getEventRetractedBuilder()
        .setReplacement(
            Event.newBuilder()
                .setAccountId("x")
                .setEventRetracted(EventRetracted.newBuilder().setEventId(theirs)));

    assertThat(
            refusal(
                () ->
                    record(
                        activity("all-wrong", "k2").build(),
                        malformed.build(),
                        nested.build(),
                        retraction("all-wrong", theirs).build(),
                        retraction("all-wrong", NOBODY).build())))
        .isEqualTo(
            "INVALID_ARGUMENT KEY_FORMAT"
                + " | events[1].event_retracted.event_id KEY_FORMAT"
                + " | events[1].occurred_time TIME_RANGE"
                + " | events[1].event_retracted.author REQUIRED"
                + " | events[1].event_retracted.reason REQUIRED"
                + " | events[2].event_key KEY_FORMAT"
                + " | events[2].event_retracted.replacement.account_id VALUE_UNKNOWN"
                + " | events[2].event_retracted.replacement.event_retracted VALUE_UNKNOWN"
                + " | events[2].event_retracted.replacement.occurred_time TIME_RANGE"
                + " | events[2].event_retracted.event_id NOT_FOUND"
                + " | events[3].event_retracted.event_id NOT_FOUND"
                + " | events[4].event_retracted.event_id NOT_FOUND");
    assertThat(refusal(() -> history("all-wrong"))).startsWith("NOT_FOUND");
  }

  @Test
  void aReplacementIsCheckedLikeAnyOtherEvent() {
    String wrong = id(record(activity("checked", "k1").build()));
    var bad = retraction("checked", wrong);
    bad.getEventRetractedBuilder()
        .setReplacement(
            Event.newBuilder()
                .setOccurredTime(Calls.time(Instant.now().plusSeconds(4_000)))
                .setActivity(Activity.newBuilder().setAction("login").setQuantity(-1)));

    assertThat(refusal(() -> record(bad.build())))
        .startsWith("INVALID_ARGUMENT TIME_IN_FUTURE")
        .contains("events[0].event_retracted.replacement.occurred_time TIME_IN_FUTURE")
        .contains("events[0].event_retracted.replacement.activity.quantity RANGE");
  }

  @Test
  void whatHasAnOppositeOfItsOwnIsNotRetracted() {
    record(activity("opposite", "k1").build());
    String archived =
        id(
            record(
                activity("opposite", "k2")
                    .setAccountArchived(AccountArchived.getDefaultInstance())
                    .build()));
    assertThat(refusal(() -> record(retraction("opposite", archived).build())))
        .startsWith("INVALID_ARGUMENT STATE");
    record(
        activity("opposite", "k3")
            .setAccountRestored(AccountRestored.getDefaultInstance())
            .build());
    assertThat(refusal(() -> record(retraction("opposite", archived).build())))
        .startsWith("INVALID_ARGUMENT STATE");
  }

  @Test
  void aReleaseOfTheTenantIsRetractedWithoutAnAccount() {
    String release =
        id(
            record(
                activity("", "release-1")
                    .setReleaseShipped(
                        ReleaseShipped.newBuilder().setProduct("app").setVersion("1.0"))
                    .build()));
    assertThat(record(retraction("", release).build()).hasRecorded()).isTrue();
  }

  @Test
  void oneBadTargetSparesTheOthersWhenItemsStandAlone() {
    String wrong = id(record(activity("one-by-one", "k1").build()));
    List<RecordResult> results =
        acme.recordEvents(
                RecordEventsRequest.newBuilder()
                    .setMode(BatchMode.BATCH_MODE_PER_ITEM)
                    .addEvents(retraction("one-by-one", wrong))
                    .addEvents(retraction("one-by-one", NOBODY))
                    .addEvents(activity("one-by-one", "k2"))
                    .build())
            .getResultsList();

    assertThat(results).extracting(RecordResult::hasRecorded).containsExactly(true, false, true);
    assertThat(Calls.told(results.get(1).getRefused())).contains("NOT_FOUND");
  }

  private static Event replacement() {
    return Event.newBuilder()
        .setOccurredTime(Calls.time(Instant.now().minusSeconds(90)))
        .setActivity(Activity.newBuilder().setAction("logout"))
        .build();
  }

  private static Event.Builder retraction(String account, String target) {
    return Event.newBuilder()
        .setAccountId(account)
        .setSource("test")
        .setEventKey(target)
        .setEventRetracted(
            EventRetracted.newBuilder().setEventId(target).setReason("a test").setAuthor("kim"));
  }

  /** The result of the last event. */
  private static RecordResult record(Event... events) {
    return acme.recordEvents(RecordEventsRequest.newBuilder().addAllEvents(List.of(events)).build())
        .getResultsList()
        .getLast();
  }

  private static String id(RecordResult result) {
    return result.getRecorded().getEventId();
  }

  private static List<RecordedEvent> history(String account) {
    return acme.listEvents(ListEventsRequest.newBuilder().setAccountId(account).build())
        .getEventsList();
  }
}
