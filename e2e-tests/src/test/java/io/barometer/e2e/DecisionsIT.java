package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.e2e.platform.Platform;
import io.barometer.language.Presets;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide, from the RPC through the log and back into the score. */
class DecisionsIT {
  private static final Instant TODAY = Instant.parse("2012-03-01T12:00:00Z");
  private static final Duration QUIET = Duration.ofMinutes(2);

  @TempDir private Path data;

  @Test
  void a_persons_word_counts_until_the_next_one_until_it_is_withdrawn_and_until_its_day_is_over()
      throws InterruptedException {
    try (Platform platform = Platform.start(data)) {
      ingestion(platform).recordEvents(aLoginToday());
      assertThat(score(platform)).isEqualTo("49.0 of 49.0 by usage 1.0.0");
      activateAModelWithOverrides(platform);
      await(platform, "49.0 of 49.0 by watched 1.0.0");

      override(platform, 600, 20);
      override(platform, 650, 10);
      assertThat(score(platform)).isEqualTo("65.0 of 49.0 by watched 1.0.0");

      withdraw(platform);
      assertThat(score(platform)).isEqualTo("49.0 of 49.0 by watched 1.0.0");

      override(platform, 350, 2);
      assertThat(score(platform)).isEqualTo("35.0 of 49.0 by watched 1.0.0");
      advance(platform, Instant.parse("2012-03-02T23:59:59Z"));
      assertThat(score(platform)).startsWith("35.0 of ");
      advance(platform, Instant.parse("2012-03-03T00:00:00Z"));
      assertThat(score(platform)).isEqualTo("49.0 of 49.0 by watched 1.0.0");
    }
  }

  /** A model that took effect reaches the scores a moment later. */
  private static void await(Platform platform, String expected) throws InterruptedException {
    Instant limit = Instant.now().plus(QUIET);
    while (!score(platform).equals(expected) && Instant.now().isBefore(limit)) {
      Thread.sleep(100);
    }
    assertThat(score(platform)).isEqualTo(expected);
  }

  private static IngestionServiceBlockingStub ingestion(Platform platform) {
    return IngestionServiceGrpc.newBlockingStub(platform.calls().ingestion());
  }

  private static RecordEventsRequest aLoginToday() {
    return RecordEventsRequest.newBuilder()
        .addEvents(
            Event.newBuilder()
                .setAccountId("flow")
                .setEventKey("login-1")
                .setSource("test")
                .setOccurredTime(time(TODAY))
                .setReceivedTime(time(TODAY))
                .setActivity(
                    Activity.newBuilder()
                        .setAction("login")
                        .setUserId("ann")
                        .setProduct("console")))
        .build();
  }

  private static void activateAModelWithOverrides(Platform platform) {
    String yaml =
        Presets.yaml("usage").replaceFirst("scorecard: usage", "scorecard: watched")
            + "overrides:\n  - {role: csm, up: 20, down: 20, longest: 30d}\n";
    var models = platform.calls().models();
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

  private static void override(Platform platform, int tenths, int lastDay) {
    var unused =
        platform
            .calls()
            .scoring()
            .overrideScore(
                OverrideScoreRequest.newBuilder()
                    .setAccountId("flow")
                    .setTenths(tenths)
                    .setLastDate(Date.newBuilder().setYear(2012).setMonth(3).setDay(lastDay))
                    .setRole("csm")
                    .setAuthor("kim")
                    .setReason("talked to them")
                    .setRequestId("say-" + tenths)
                    .build());
  }

  private static void withdraw(Platform platform) {
    var unused =
        platform
            .calls()
            .scoring()
            .withdrawOverride(
                WithdrawOverrideRequest.newBuilder()
                    .setAccountId("flow")
                    .setAuthor("kim")
                    .setReason("misheard")
                    .setRequestId("withdraw-1")
                    .build());
  }

  private static void advance(Platform platform, Instant to) {
    var unused =
        ingestion(platform)
            .advanceClock(AdvanceClockRequest.newBuilder().setTime(time(to)).build());
  }

  /** What counts, what was computed and by which model, once all is applied. */
  private static String score(Platform platform) {
    platform.awaitQuiet(QUIET);
    AccountScore score =
        platform
            .calls()
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
