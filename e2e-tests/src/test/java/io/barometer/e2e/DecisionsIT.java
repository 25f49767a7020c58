package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.e2e.platform.Platform;
import io.barometer.language.Presets;
import io.barometer.launcher.client.Connection;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.OverrideScoreRequest;
import io.barometer.proto.scoring.v1.WithdrawOverrideRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people decide, from the RPC through the log and back into the score. */
@ExtendWith(EmptyPlatform.Resolver.class)
class DecisionsIT {
  private static final Duration QUIET = Duration.ofMinutes(2);

  private final Platform platform;
  private final Connection calls;
  private final Instant today;

  DecisionsIT(EmptyPlatform empty) {
    this.platform = empty.platform();
    this.calls = platform.calls(EmptyPlatform.DECISIONS);
    this.today = empty.newMonth();
  }

  @Test
  void a_persons_word_counts_until_the_next_one_until_it_is_withdrawn_and_until_its_day_is_over()
      throws InterruptedException {
    ingestion().recordEvents(aLoginToday());
    assertThat(score()).isEqualTo("49.0 of 49.0 by usage 1.0.0");
    activateAModelWithOverrides();
    await("49.0 of 49.0 by watched 1.0.0");

    override(600, 20);
    override(650, 10);
    assertThat(score()).isEqualTo("65.0 of 49.0 by watched 1.0.0");

    withdraw();
    assertThat(score()).isEqualTo("49.0 of 49.0 by watched 1.0.0");

    override(350, 2);
    assertThat(score()).isEqualTo("35.0 of 49.0 by watched 1.0.0");
    Instant midnight = today.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
    advance(midnight.minusSeconds(1));
    assertThat(score()).startsWith("35.0 of ");
    advance(midnight);
    assertThat(score()).isEqualTo("49.0 of 49.0 by watched 1.0.0");
  }

  /** A model that took effect reaches the scores a moment later. */
  private void await(String expected) throws InterruptedException {
    Instant limit = Instant.now().plus(QUIET);
    while (!score().equals(expected) && Instant.now().isBefore(limit)) {
      Thread.sleep(100);
    }
    assertThat(score()).isEqualTo(expected);
  }

  private IngestionServiceBlockingStub ingestion() {
    return IngestionServiceGrpc.newBlockingStub(calls.ingestion());
  }

  private RecordEventsRequest aLoginToday() {
    return RecordEventsRequest.newBuilder()
        .addEvents(
            Event.newBuilder()
                .setAccountId("flow")
                .setEventKey("login-1")
                .setSource("test")
                .setOccurredTime(time(today))
                .setReceivedTime(time(today))
                .setActivity(
                    Activity.newBuilder()
                        .setAction("login")
                        .setUserId("ann")
                        .setProduct("console")))
        .build();
  }

  private void activateAModelWithOverrides() {
    String yaml =
        Presets.yaml("usage").replaceFirst("scorecard: usage", "scorecard: watched")
            + "overrides:\n  - {role: csm, up: 20, down: 20, longest: 30d}\n";
    var models = calls.models();
    var change = ModelChange.newBuilder().setAuthor("kim").setReason("people may say more");
    var unused =
        models.draftModel(DraftModelRequest.newBuilder().setYaml(yaml).setChange(change).build());
    var pending =
        models.activateModel(
            ActivateModelRequest.newBuilder()
                .setModel(ModelRef.newBuilder().setScorecard("watched").setVersion("1.0.0"))
                .setChange(change)
                .build());
    assertThat(pending.hasPending()).isFalse();
  }

  private void override(int tenths, int lastDay) {
    LocalDate day = LocalDate.ofInstant(today, ZoneOffset.UTC);
    var unused =
        calls
            .scoring()
            .overrideScore(
                OverrideScoreRequest.newBuilder()
                    .setAccountId("flow")
                    .setTenths(tenths)
                    .setLastDate(
                        Date.newBuilder()
                            .setYear(day.getYear())
                            .setMonth(day.getMonthValue())
                            .setDay(lastDay))
                    .setRole("csm")
                    .setAuthor("kim")
                    .setReason("talked to them")
                    .setRequestId("say-" + tenths)
                    .build());
  }

  private void withdraw() {
    var unused =
        calls
            .scoring()
            .withdrawOverride(
                WithdrawOverrideRequest.newBuilder()
                    .setAccountId("flow")
                    .setAuthor("kim")
                    .setReason("misheard")
                    .setRequestId("withdraw-1")
                    .build());
  }

  private void advance(Instant to) {
    var unused =
        ingestion().advanceClock(AdvanceClockRequest.newBuilder().setTime(time(to)).build());
  }

  /** What counts, what was computed and by which model, once all is applied. */
  private String score() {
    platform.awaitQuiet(QUIET);
    AccountScore score =
        calls
            .scoring()
            .getScore(GetScoreRequest.newBuilder().setAccountId("flow").build())
            .getScore();
    return "%.1f of %.1f by %s %s"
        .formatted(
            score.getScore().getTenths() / 10.0,
            score.getAssessment().getComputed().getTenths() / 10.0,
            score.getModel().getScorecard(),
            score.getModel().getVersion());
  }

  private static Timestamp time(Instant moment) {
    return Timestamp.newBuilder().setSeconds(moment.getEpochSecond()).build();
  }
}
