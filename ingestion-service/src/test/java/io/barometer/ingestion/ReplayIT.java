package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static io.barometer.ingestion.Calls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import io.barometer.proto.event.v1.AccountArchived;
import io.barometer.proto.event.v1.AccountRegistered;
import io.barometer.proto.event.v1.AccountRestored;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.OverrideWithdrawn;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ReadShardRequest;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordResult;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The replay clock and the rules for accounts and rates that an operator may switch on. */
@QuarkusTest
@TestProfile(ReplayProfile.class)
@QuarkusTestResource(BarometerServers.class)
class ReplayIT {

  private static final int SHARDS = 4;
  private static final Instant BEGIN = Instant.parse("2025-03-01T08:00:00Z");

  private static TestChannel channel;
  private static IngestionServiceBlockingStub acme;

  @BeforeAll
  static void connect() {
    channel = TestChannel.open();
    acme = IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.ACME));
  }

  @AfterAll
  static void disconnect() {
    channel.close();
  }

  private static Instant advance(Instant to) {
    var request = AdvanceClockRequest.newBuilder().setTime(Calls.time(to)).build();
    return instant(acme.advanceClock(request).getTime());
  }

  /** The clock; the first to ask sets it. */
  private static Instant now() {
    return advance(BEGIN);
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static List<RecordResult> record(Event.Builder... events) {
    var request = RecordEventsRequest.newBuilder();
    for (Event.Builder event : events) {
      request.addEvents(event);
    }
    return acme.recordEvents(request.build()).getResultsList();
  }

  private static Event.Builder registered(String account, Instant occurred) {
    return activity(account, "registered")
        .setOccurredTime(Calls.time(occurred))
        .setAccountRegistered(AccountRegistered.newBuilder().setName(account));
  }

  private static Event.Builder used(String account, String key, Instant occurred) {
    return activity(account, key).setOccurredTime(Calls.time(occurred));
  }

  private static List<RecordedEvent> history(String account) {
    return acme.listEvents(ListEventsRequest.newBuilder().setAccountId(account).build())
        .getEventsList();
  }

  private static List<RecordedEvent> shard(int shard) {
    var events = new ArrayList<RecordedEvent>();
    EventLogServiceGrpc.newBlockingStub(channel.as(TestKeys.SERVICE))
        .readShard(ReadShardRequest.newBuilder().setShard(shard).build())
        .forEachRemaining(chunk -> events.addAll(chunk.getEventsList()));
    return events;
  }

  private static List<LocalDate> days(int shard) {
    return shard(shard).stream()
        .filter(event -> event.getEvent().hasDayStarted())
        .map(event -> event.getEvent().getDayStarted().getDate())
        .map(date -> LocalDate.of(date.getYear(), date.getMonth(), date.getDay()))
        .toList();
  }

  @Test
  void theReceivedTimeMovesTheClockAndOtherEventsFindItWhereItStands() {
    Instant received = now().plus(Duration.ofHours(30));
    Instant occurred = received.minusSeconds(90);
    record(registered("moves", occurred).setReceivedTime(Calls.time(received)));
    record(used("moves", "k1", occurred));

    assertThat(now()).isEqualTo(received);
    assertThat(history("moves"))
        .extracting(event -> instant(event.getRecordedTime()))
        .containsExactly(received, received);
    assertThat(instant(history("moves").getFirst().getEvent().getReceivedTime()))
        .isEqualTo(received);
  }

  @Test
  void ofDecisionsThatHappenWhenTheyAreRecordedTheSecondIsLaterThoughTheClockStands() {
    Instant before = now();
    record(registered("decides", before));
    record(decided("decides", "first"));
    record(decided("decides", "second"), decided("decides", "third"));

    assertThat(history("decides"))
        .extracting(event -> instant(event.getEvent().getOccurredTime()))
        .containsExactly(
            before, before.plusNanos(1_000), before.plusNanos(2_000), before.plusNanos(3_000));
  }

  private static Event.Builder decided(String account, String key) {
    return Event.newBuilder()
        .setAccountId(account)
        .setEventKey(key)
        .setSource("test")
        .setOverrideWithdrawn(
            OverrideWithdrawn.newBuilder().setAuthor("kim").setReason("a mistake"));
  }

  @Test
  void recordedTimeNeverFallsThoughReceivedTimesDo() {
    Instant later = now().plusSeconds(600);
    Instant earlier = later.minusSeconds(300);
    record(
        registered("falls", later).setReceivedTime(Calls.time(later)),
        used("falls", "k1", earlier).setReceivedTime(Calls.time(earlier)));

    assertThat(now()).isEqualTo(later);
    assertThat(history("falls"))
        .extracting(event -> instant(event.getRecordedTime()))
        .containsExactly(later, later);
  }

  @Test
  void everyDayStandsOnEveryShardBeforeWhatWasRecordedOnIt() {
    Instant start = now();
    var events = new ArrayList<Event.Builder>();
    for (int i = 0; i < 8; i++) {
      Instant received = start.plus(Duration.ofHours(20L * (i + 1)));
      events.add(registered("days-" + i, received).setReceivedTime(Calls.time(received)));
    }
    record(events.toArray(Event.Builder[]::new));

    for (int shard = 0; shard < SHARDS; shard++) {
      var log = shard(shard);
      Instant recorded = Instant.MIN;
      LocalDate today = day(instant(log.getFirst().getRecordedTime())).minusDays(1);
      for (RecordedEvent event : log) {
        assertThat(instant(event.getRecordedTime())).isAfterOrEqualTo(recorded);
        recorded = instant(event.getRecordedTime());
        if (event.getEvent().hasDayStarted()) {
          today = today.plusDays(1);
          assertThat(event.getEvent().getEventKey()).isEqualTo(today + "/" + shard);
        }
        assertThat(day(recorded)).as("day of position %d", event.getPosition()).isEqualTo(today);
      }
      assertThat(today).isEqualTo(day(now()));
    }
  }

  @Test
  void advancingTheClockWritesEachDayThatBeginsOnEveryShard() {
    Instant from = now();
    Instant to = from.plus(Duration.ofDays(40));
    assertThat(advance(to)).isEqualTo(to);
    assertThat(advance(from)).as("back").isEqualTo(to);
    for (int shard = 0; shard < SHARDS; shard++) {
      assertThat(days(shard))
          .doesNotHaveDuplicates()
          .endsWith(day(from).datesUntil(day(to).plusDays(1)).toArray(LocalDate[]::new));
    }
  }

  @Test
  void theClockCannotBeMovedToNoTimeAtAllNorBeyondReason() {
    assertThat(refusal(() -> acme.advanceClock(AdvanceClockRequest.getDefaultInstance())))
        .isEqualTo("INVALID_ARGUMENT TIME_RANGE | time TIME_RANGE");
    assertThat(refusal(() -> advance(Instant.now().plus(Duration.ofDays(4_000)))))
        .isEqualTo("INVALID_ARGUMENT TIME_IN_FUTURE | time TIME_IN_FUTURE");
  }

  @Test
  void anUnknownAccountIsRefusedUntilItIsRegistered() {
    Instant now = now();
    assertThat(refusal(() -> record(used("unknown", "k1", now))))
        .isEqualTo("NOT_FOUND ACCOUNT_UNKNOWN | events[0].account_id ACCOUNT_UNKNOWN");
    assertThat(refusal(() -> record(used("unknown", "k1", now), registered("unknown", now))))
        .isEqualTo("NOT_FOUND ACCOUNT_UNKNOWN | events[0].account_id ACCOUNT_UNKNOWN");
    record(registered("unknown", now), used("unknown", "k1", now));
    assertThat(history("unknown")).hasSize(2);
  }

  @Test
  void aDayThatBeganWithARefusedBatchHasBegun() {
    Instant tomorrow = now().plus(Duration.ofDays(1));
    var stranger = used("stranger", "k1", tomorrow).setReceivedTime(Calls.time(tomorrow));
    assertThat(refusal(() -> record(stranger))).startsWith("NOT_FOUND ACCOUNT_UNKNOWN");
    assertThat(now()).isEqualTo(tomorrow);
    for (int shard = 0; shard < SHARDS; shard++) {
      assertThat(days(shard)).endsWith(day(tomorrow));
    }
    assertThat(refusal(() -> history("stranger"))).isEqualTo("NOT_FOUND NOT_FOUND");
  }

  @Test
  void anArchivedAccountIsRefusedUntilItIsRestored() {
    Instant now = now();
    record(
        registered("archived", now),
        used("archived", "k1", now).setAccountArchived(AccountArchived.getDefaultInstance()));
    assertThat(refusal(() -> record(used("archived", "k2", now))))
        .isEqualTo("FAILED_PRECONDITION ACCOUNT_ARCHIVED | events[0].account_id ACCOUNT_ARCHIVED");
    record(
        used("archived", "k3", now).setAccountRestored(AccountRestored.getDefaultInstance()),
        used("archived", "k4", now));
    assertThat(history("archived"))
        .extracting(RecordedEvent::getVersion)
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void tenTimesTheRateIsRefusedSayingWhenToComeBack() throws Exception {
    var globex = IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.GLOBEX));
    var request =
        RecordEventsRequest.newBuilder()
            .setMode(BatchMode.BATCH_MODE_PER_ITEM)
            .addAllEvents(Collections.nCopies(100, Event.getDefaultInstance()))
            .build();
    globex.recordEvents(request);
    var refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> globex.recordEvents(request));

    var status = Objects.requireNonNull(StatusProto.fromThrowable(refused));
    assertThat(Calls.told(status)).isEqualTo("RESOURCE_EXHAUSTED RATE_LIMITED");
    var retry = detail(status.getDetailsList(), RetryInfo.class).getRetryDelay();
    assertThat(Duration.ofSeconds(retry.getSeconds(), retry.getNanos()))
        .isBetween(Duration.ofNanos(1), Duration.ofSeconds(10));
    assertThat(detail(status.getDetailsList(), QuotaFailure.class).getViolations(0).getSubject())
        .isEqualTo("tenant:globex");
    var batch =
        StreamEventsRequest.newBuilder()
            .setSequence(1)
            .setMode(BatchMode.BATCH_MODE_PER_ITEM)
            .addAllEvents(request.getEventsList())
            .build();
    var stream = IngestionServiceGrpc.newStub(channel.as(TestKeys.GLOBEX));
    assertThatThrownBy(() -> StreamCalls.exchange(stream, List.of(batch)))
        .satisfies(
            ended ->
                assertThat(
                        Calls.told(
                            Objects.requireNonNull(StatusProto.fromThrowable(ended.getCause()))))
                    .isEqualTo("RESOURCE_EXHAUSTED RATE_LIMITED"));
    assertThat(refusal(() -> record(used("other-tenant", "k1", now()))))
        .startsWith("NOT_FOUND ACCOUNT_UNKNOWN");
  }

  @Test
  void aTenantMayHaveARateOfItsOwn() {
    var request =
        RecordEventsRequest.newBuilder()
            .setMode(BatchMode.BATCH_MODE_PER_ITEM)
            .addAllEvents(Collections.nCopies(100, Event.getDefaultInstance()))
            .build();
    var hooli = IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.HOOLI));
    var initech = IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.INITECH));
    for (int i = 0; i < 10; i++) {
      assertThat(refusal(() -> hooli.recordEvents(request))).isEqualTo("OK");
      assertThat(refusal(() -> initech.recordEvents(request))).isEqualTo("OK");
    }
  }

  private static <T extends com.google.protobuf.Message> T detail(List<Any> details, Class<T> type)
      throws Exception {
    for (Any detail : details) {
      if (detail.is(type)) {
        return detail.unpack(type);
      }
    }
    throw new AssertionError("no " + type.getSimpleName());
  }
}
