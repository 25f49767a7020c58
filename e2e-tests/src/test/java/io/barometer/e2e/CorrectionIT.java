package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.client.Connection;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.Correction;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ListCorrectionsRequest;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A wrong event and its correction, from the RPC to the alert. */
@ExtendWith(EmptyPlatform.Resolver.class)
class CorrectionIT {
  private static final Duration QUIET = Duration.ofMinutes(2);
  static final String MODEL =
      """
      scorecard: level
      version: 1.0.0
      title: Level
      metrics:
        level: {measure: last, signal: measurement.level, window: 90d, unit: '%'}
      dimensions:
        - name: level
          weight: 100
          inputs: [{metric: level, weight: 100, normalise: {points: [[0, 0], [100, 1]]}, missing: exclude}]
      minimum_coverage: 0.5
      bands: [{name: At Risk, from: 0}, {name: Healthy, from: 50}]
      """;

  private final Connection calls;
  private final Instant today;

  CorrectionIT(EmptyPlatform empty) {
    this.calls = empty.platform().calls(EmptyPlatform.CORRECTIONS);
    this.today = empty.newMonth();
  }

  @Test
  void a_wrong_event_is_retracted_and_the_alert_that_fired_on_it_is_withdrawn()
      throws InterruptedException {
    activate();
    record(level("right", 80, 0));
    until(() -> score(today) == 800);
    String wrong = record(level("wrong", 30, 60));
    until(() -> score(today.plusSeconds(60)) == 300);
    until(() -> state() == AlertState.ALERT_STATE_FIRING);

    String retraction = record(retraction(wrong));
    until(() -> score(today.plusSeconds(120)) == 800);
    until(() -> state() == AlertState.ALERT_STATE_WITHDRAWN);

    assertThat(score(today.plusSeconds(60))).isEqualTo(300);
    List<Correction> corrections =
        calls
            .scoring()
            .listCorrections(ListCorrectionsRequest.newBuilder().setAccountId("flow").build())
            .getCorrectionsList();
    assertThat(corrections).hasSize(1);
    assertThat(corrections.getFirst().getWithdrawal().getCount()).isEqualTo(1);
    assertThat(corrections.getFirst().getWithdrawal().getRetraction().getEventId())
        .isEqualTo(retraction);
    Alert alert = atRisk();
    assertThat(alert.getCorrection().getRetraction().getRetractedEventId()).isEqualTo(wrong);
    assertThat(alert.getCorrection().getCorrected().getTenths()).isEqualTo(800);
    RebuildResult rebuilt = rebuilt();
    assertThat(rebuilt.getRebuiltStateHash()).isEqualTo(rebuilt.getLiveStateHash());
  }

  private void activate() {
    var models = calls.models();
    var change = ModelChange.newBuilder().setAuthor("kim").setReason("a test");
    var draft =
        models.draftModel(DraftModelRequest.newBuilder().setYaml(MODEL).setChange(change).build());
    var active =
        models.activateModel(
            ActivateModelRequest.newBuilder()
                .setModel(
                    ModelRef.newBuilder()
                        .setScorecard(draft.getModel().getScorecard())
                        .setVersion(draft.getModel().getVersion()))
                .setChange(change)
                .build());
    assertThat(active.hasPending()).isFalse();
  }

  private Event.Builder level(String key, double value, long seconds) {
    return event(key, seconds)
        .setOccurredTime(time(today.plusSeconds(seconds)))
        .setMeasurement(Measurement.newBuilder().setName("level").setValue(value));
  }

  private Event.Builder retraction(String wrong) {
    return event(wrong, 120)
        .setEventRetracted(
            EventRetracted.newBuilder()
                .setEventId(wrong)
                .setReason("another account's")
                .setAuthor("kim"));
  }

  private Event.Builder event(String key, long seconds) {
    return Event.newBuilder()
        .setAccountId("flow")
        .setEventKey(key)
        .setSource("test")
        .setReceivedTime(time(today.plusSeconds(seconds)));
  }

  /** The id of the event. */
  private String record(Event.Builder event) {
    return IngestionServiceGrpc.newBlockingStub(calls.ingestion())
        .recordEvents(RecordEventsRequest.newBuilder().addEvents(event).build())
        .getResults(0)
        .getRecorded()
        .getEventId();
  }

  /** The score as it was known at a time; −1 when nothing or no score is known. */
  private int score(Instant knownAt) {
    try {
      var score =
          calls
              .scoring()
              .getScore(
                  GetScoreRequest.newBuilder()
                      .setAccountId("flow")
                      .setKnownAtTime(time(knownAt))
                      .build())
              .getScore()
              .getScore();
      return score.hasTenths() ? score.getTenths() : -1;
    } catch (StatusRuntimeException notYet) {
      return -1;
    }
  }

  private Alert atRisk() {
    return calls
        .alerting()
        .listAlerts(ListAlertsRequest.newBuilder().setAccountId("flow").build())
        .getAlertsList()
        .stream()
        .filter(alert -> alert.getRule().equals("at-risk-intervention"))
        .findFirst()
        .orElse(Alert.getDefaultInstance());
  }

  private AlertState state() {
    return atRisk().getState();
  }

  private RebuildResult rebuilt() {
    var progress =
        calls
            .scoreLog()
            .rebuildProjection(RebuildProjectionRequest.newBuilder().setVerifyOnly(true).build());
    RebuildResult result = RebuildResult.getDefaultInstance();
    while (progress.hasNext()) {
      var next = progress.next();
      result = next.hasResult() ? next.getResult() : result;
    }
    return result;
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    Instant limit = Instant.now().plus(QUIET);
    while (!holds.getAsBoolean() && Instant.now().isBefore(limit)) {
      Thread.sleep(100);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  private static Timestamp time(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }
}
