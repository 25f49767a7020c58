package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static io.barometer.ingestion.Calls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.google.type.Date;
import com.google.type.Money;
import io.barometer.proto.event.v1.DayStarted;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.InvoicePaid;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.OverrideWithdrawn;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.event.v1.ScoreOverridden;
import io.barometer.proto.event.v1.SurveyAnswered;
import io.barometer.proto.event.v1.SurveyKind;
import io.barometer.proto.event.v1.TicketResolved;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.ExpectedVersion;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input, row by row: what is sent, what comes back, and that nothing was stored. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class BadInputIT {

  private static final String ACCOUNT = "bad-input";

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

  private static Event.Builder event() {
    return activity(ACCOUNT, "k");
  }

  private static Arguments one(String what, Event.Builder event, String answer) {
    return arguments(what, RecordEventsRequest.newBuilder().addEvents(event).build(), answer);
  }

  private static Arguments field(String what, Event.Builder event, String path, String reason) {
    return one(what, event, "INVALID_ARGUMENT " + reason + " | events[0]." + path + " " + reason);
  }

  private static Event.Builder measured(double value) {
    return event().setMeasurement(Measurement.newBuilder().setName("m").setValue(value));
  }

  private static Event.Builder paid(String currency, long units) {
    var amount = Money.newBuilder().setCurrencyCode(currency).setUnits(units);
    return event().setInvoicePaid(InvoicePaid.newBuilder().setInvoiceId("i").setAmount(amount));
  }

  private static Event.Builder at(long seconds, int nanos) {
    return event().setOccurredTime(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos));
  }

  static Stream<Arguments> rows() {
    long now = Instant.now().getEpochSecond();
    var attributes = event();
    for (int i = 0; i < 200; i++) {
      attributes.putAttributes("a" + i, "v");
    }
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                99, UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build())
            .build();
    return Stream.of(
        arguments(
            "1 empty batch",
            RecordEventsRequest.getDefaultInstance(),
            "INVALID_ARGUMENT BATCH_EMPTY | events BATCH_EMPTY"),
        arguments(
            "2 10,001 events",
            RecordEventsRequest.newBuilder()
                .addAllEvents(Collections.nCopies(10_001, event().build()))
                .build(),
            "INVALID_ARGUMENT BATCH_TOO_LARGE actual=10001 max=10000 | events BATCH_TOO_LARGE"),
        one(
            "4 an event over 64 KiB",
            event()
                .putAttributes("a", "x".repeat(70_000))
                .setOccurredTime(Timestamp.newBuilder().setSeconds(now)),
            "INVALID_ARGUMENT PAYLOAD_TOO_LARGE actual=70053 max=65536 | events[0] PAYLOAD_TOO_LARGE"),
        field("5 no key", event().clearEventKey(), "event_key", "REQUIRED"),
        field("5 no account", event().clearAccountId(), "account_id", "REQUIRED"),
        field("5 no source", event().clearSource(), "source", "REQUIRED"),
        field("5 no type", event().clearPayload(), "payload", "REQUIRED"),
        one(
            "6 a key of 256 characters",
            event().setEventKey("k".repeat(256)),
            "INVALID_ARGUMENT KEY_FORMAT max=255 | events[0].event_key KEY_FORMAT"),
        field("6 control characters", event().setEventKey("a\nb"), "event_key", "KEY_FORMAT"),
        arguments(
            "9 the same key twice with other content",
            RecordEventsRequest.newBuilder()
                .addEvents(event())
                .addEvents(
                    activity(ACCOUNT, "k")
                        .setSource("test")
                        .setMeasurement(Measurement.newBuilder().setName("m")))
                .build(),
            "INVALID_ARGUMENT DUPLICATE_IN_BATCH first=0 second=1 | events[1].event_key DUPLICATE_IN_BATCH"),
        one(
            "13 an unknown type",
            event().clearPayload().setUnknownFields(unknown),
            "INVALID_ARGUMENT TYPE_UNKNOWN nearest=event_retracted | events[0].payload TYPE_UNKNOWN"),
        field(
            "13 the platform's own type",
            event().setDayStarted(DayStarted.getDefaultInstance()),
            "day_started",
            "TYPE_UNKNOWN"),
        one(
            "14 an unknown schema version",
            event().setSchemaVersion(2),
            "INVALID_ARGUMENT SCHEMA_UNSUPPORTED supported=1 | events[0].schema_version SCHEMA_UNSUPPORTED"),
        field("15 ten minutes ahead", at(now + 600, 0), "occurred_time", "TIME_IN_FUTURE"),
        field("15 the end of time", at(Long.MAX_VALUE, 0), "occurred_time", "TIME_IN_FUTURE"),
        field("16 unset", event().clearOccurredTime(), "occurred_time", "TIME_RANGE"),
        field("16 before 2000", at(946_684_799, 0), "occurred_time", "TIME_RANGE"),
        field("16 nanos out of range", at(now, 1_000_000_000), "occurred_time", "TIME_RANGE"),
        field(
            "received_time without a replay",
            event().setReceivedTime(Calls.time(Instant.now())),
            "received_time",
            "CLOCK_NOT_REPLAYED"),
        field("18 NaN", measured(Double.NaN), "measurement.value", "NOT_FINITE"),
        field("18 infinite", measured(Double.POSITIVE_INFINITY), "measurement.value", "NOT_FINITE"),
        one(
            "19 too large",
            measured(2e9),
            "INVALID_ARGUMENT RANGE max=1000000000 min=-1000000000 | events[0].measurement.value RANGE"),
        one(
            "19 101 %",
            event()
                .setTicketResolved(
                    TicketResolved.newBuilder().setTicketId("t").setSatisfaction(101)),
            "INVALID_ARGUMENT RANGE max=100 min=0 | events[0].ticket_resolved.satisfaction RANGE"),
        one(
            "19 an answer outside its kind",
            event()
                .setSurveyAnswered(
                    SurveyAnswered.newBuilder().setKind(SurveyKind.SURVEY_KIND_NPS).setAnswer(11)),
            "INVALID_ARGUMENT RANGE max=10 min=0 | events[0].survey_answered.answer RANGE"),
        field(
            "19 an unknown currency", paid("XXY", 1), "invoice_paid.amount.currency_code", "RANGE"),
        one(
            "19 an amount that overflows",
            paid("EUR", Long.MAX_VALUE),
            "INVALID_ARGUMENT RANGE max=1000000000000 min=0 | events[0].invoice_paid.amount.units RANGE"),
        one(
            "19 a negative amount",
            paid("EUR", -1),
            "INVALID_ARGUMENT RANGE max=1000000000000 min=0 | events[0].invoice_paid.amount.units RANGE"),
        one(
            "an override that says nothing",
            event().clearOccurredTime().setScoreOverridden(ScoreOverridden.getDefaultInstance()),
            "INVALID_ARGUMENT TIME_RANGE | events[0].score_overridden.last_date TIME_RANGE"
                + " | events[0].score_overridden.role REQUIRED"
                + " | events[0].score_overridden.author REQUIRED"
                + " | events[0].score_overridden.reason REQUIRED"),
        one(
            "an override that is out of range everywhere",
            event()
                .setScoreOverridden(
                    ScoreOverridden.newBuilder()
                        .setScoreName("two words")
                        .setTenths(1001)
                        .setLastDate(Date.newBuilder().setYear(2026).setMonth(2).setDay(30))
                        .setRole("c s m")
                        .setAuthor("a\nb")
                        .setReason("r".repeat(501))),
            "INVALID_ARGUMENT KEY_FORMAT | events[0].score_overridden.score_name KEY_FORMAT"
                + " | events[0].score_overridden.tenths RANGE"
                + " | events[0].score_overridden.last_date TIME_RANGE"
                + " | events[0].score_overridden.role KEY_FORMAT"
                + " | events[0].score_overridden.author KEY_FORMAT"
                + " | events[0].score_overridden.reason RANGE"),
        field(
            "an account that is its own parent",
            event()
                .setProfileChanged(
                    ProfileChanged.newBuilder()
                        .setProfile(Profile.newBuilder().setParentAccountId(ACCOUNT))),
            "profile_changed.profile.parent_account_id",
            "RANGE"),
        one(
            "a withdrawal that says nothing",
            event()
                .clearOccurredTime()
                .setOverrideWithdrawn(OverrideWithdrawn.getDefaultInstance()),
            "INVALID_ARGUMENT REQUIRED | events[0].override_withdrawn.author REQUIRED"
                + " | events[0].override_withdrawn.reason REQUIRED"),
        field("20 NUL", event().setAccountId("a\0b"), "account_id", "TEXT_ENCODING"),
        one(
            "22 200 attributes",
            attributes,
            "INVALID_ARGUMENT ATTRIBUTES actual=200 max=50 | events[0].attributes ATTRIBUTES"),
        one(
            "22 an attribute key of 1 KiB",
            event().putAttributes("k".repeat(1024), "v"),
            "INVALID_ARGUMENT ATTRIBUTES actual=1024 max=100 | events[0].attributes[\""
                + "k".repeat(40)
                + "…\"] ATTRIBUTES"),
        arguments(
            "23 a negative expected version",
            RecordEventsRequest.newBuilder()
                .addEvents(event())
                .setExpectedVersion(ExpectedVersion.newBuilder().setExactly(-1))
                .build(),
            "INVALID_ARGUMENT RANGE min=1 | expected_version.exactly RANGE"),
        field("30 another tenant", event().setTenantId("globex"), "tenant_id", "NOT_FOUND"),
        one(
            "everything at once",
            event()
                .clearEventKey()
                .clearOccurredTime()
                .setSource("s".repeat(101))
                .setSchemaVersion(9),
            "INVALID_ARGUMENT REQUIRED | events[0].event_key REQUIRED | events[0].source KEY_FORMAT"
                + " | events[0].occurred_time TIME_RANGE | events[0].schema_version SCHEMA_UNSUPPORTED"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void badInputIsRefusedWithItsReasonAndPath(
      String what, RecordEventsRequest request, String answer) {
    assertThat(refusal(() -> acme.recordEvents(request))).isEqualTo(answer);
    assertThat(
            refusal(
                () ->
                    acme.listEvents(ListEventsRequest.newBuilder().setAccountId(ACCOUNT).build())))
        .as("nothing was stored")
        .isEqualTo("NOT_FOUND NOT_FOUND");
  }

  @Test
  void aMessageOverTheLimitIsRefusedAndTheConnectionStaysUsable() {
    var large = event().putAttributes("a", "x".repeat(1_000)).build();
    var request =
        RecordEventsRequest.newBuilder()
            .addAllEvents(
                Collections.nCopies(
                    10_000, large.toBuilder().putAttributes("b", "y".repeat(700)).build()))
            .build();
    assertThat(refusal(() -> acme.recordEvents(request)))
        .isEqualTo("RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE max=16777216");
    assertThat(
            acme.recordEvents(
                    RecordEventsRequest.newBuilder().addEvents(activity("usable", "k1")).build())
                .getResultsCount())
        .isEqualTo(1);
  }

  @Test
  void aDeadlineThatPassesLosesNothingAndTheSameKeyWorksAgain() {
    var request = RecordEventsRequest.newBuilder().addEvents(activity("deadline", "k1")).build();
    assertThat(refusal(() -> acme.withDeadlineAfter(1, TimeUnit.NANOSECONDS).recordEvents(request)))
        .startsWith("DEADLINE_EXCEEDED");
    assertThat(acme.recordEvents(request).getResultsCount()).isEqualTo(1);
  }

  @Test
  void anOverrideWithoutATimeHappensWhenItIsRecordedAndARepeatIsADuplicate() {
    var withdrawn =
        RecordEventsRequest.newBuilder()
            .addEvents(
                activity("overridden", "o1")
                    .clearOccurredTime()
                    .setOverrideWithdrawn(
                        OverrideWithdrawn.newBuilder().setAuthor("ann").setReason("all is well")))
            .build();
    long position = acme.recordEvents(withdrawn).getResults(0).getRecorded().getPosition();
    assertThat(acme.recordEvents(withdrawn).getResults(0).getDuplicate().getPosition())
        .isEqualTo(position);

    var stored = acme.listEvents(ListEventsRequest.newBuilder().setAccountId("overridden").build());
    assertThat(stored.getEventsList()).hasSize(1);
    var event = stored.getEvents(0);
    assertThat(event.getEvent().getOccurredTime()).isEqualTo(event.getRecordedTime());
    assertThat(event.getLate()).isFalse();
  }

  @Test
  void aNegativePageSizeIsRefused() {
    var request = ListEventsRequest.newBuilder().setAccountId("x").setPageSize(-1).build();
    assertThat(refusal(() -> acme.listEvents(request)))
        .isEqualTo("INVALID_ARGUMENT RANGE min=0 | page_size RANGE");
  }

  @Test
  void nobodyIsServedWithoutACredential() {
    var anonymous = IngestionServiceGrpc.newBlockingStub(channel.anonymous());
    assertThat(refusal(() -> anonymous.recordEvents(RecordEventsRequest.getDefaultInstance())))
        .startsWith("UNAUTHENTICATED UNAUTHENTICATED");
  }

  @Test
  void theClockOfTheSystemCannotBeMoved() {
    assertThat(refusal(() -> acme.advanceClock(AdvanceClockRequest.getDefaultInstance())))
        .isEqualTo("FAILED_PRECONDITION CLOCK_NOT_REPLAYED");
  }
}
