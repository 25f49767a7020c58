package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.EffectAfter;
import io.barometer.proto.alerting.v1.GetRunRequest;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookEffectRequest;
import io.barometer.proto.alerting.v1.PlaybookEffectResponse;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.PlaybookTrigger;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.DailySpan;
import io.barometer.proto.scoring.v1.ReadDailyScoresResponse;
import io.barometer.proto.scoring.v1.ScoreRun;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a playbook did to scores, from reported runs and scoring's days. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class EffectIT {
  private static final LocalDate DAY = LocalDate.of(2016, 11, 1);
  private static final Instant NOON = Instant.parse("2016-11-01T12:00:00Z");
  private static final int TREATED = 10;
  private static final int DAYS = 100;

  private final ScoreLogFixture log = ScoreLogFixture.shared();

  @Test
  void completedRunsAreHeldAgainstSimilarAccountsAndSkippedOnesCountApart() {
    try (Api hooli = new Api(TestKeys.HOOLI)) {
      hooli.put(Api.fallBelow50("ef-fall", ""));
      hooli.playbooks().putPlaybook(playbook());
      for (int i = 0; i <= TREATED; i++) {
        log.moved("hooli", "ef-" + i, NOON, null, 600);
        log.moved("hooli", "ef-" + i, NOON.plusSeconds(1), 600, 400);
      }
      List<PlaybookRun> runs = Await.until(() -> runs(hooli), found -> found.size() == TREATED + 1);
      runs.forEach(run -> report(hooli, run));
      log.daily(days());

      PlaybookEffectResponse told =
          hooli
              .playbooks()
              .playbookEffect(PlaybookEffectRequest.newBuilder().setPlaybook("Measured").build());
      assertThat(told.getScoreName()).isEqualTo("health");
      assertThat(told.getCompleted()).isEqualTo(TREATED);
      assertThat(told.getSkipped()).isEqualTo(1);
      assertThat(told.getEffectsList())
          .extracting(EffectAfter::getDays)
          .containsExactly(30, 60, 90);
      EffectAfter after = told.getEffects(2);
      assertThat(after.getPairs()).isEqualTo(TREATED);
      assertThat(after.getTreatedChange()).isEqualTo(14.5);
      assertThat(after.getUntreatedChange()).isEqualTo(2.0);
      assertThat(after.getDifference()).isEqualTo(12.5);
      assertThat(after.getLow()).isCloseTo(10.334, within(0.001));
      assertThat(after.getHigh()).isCloseTo(14.666, within(0.001));
      String sentence =
          "Accounts like this one gained 10.3 to 14.7 points within 90 days, held against similar"
              + " accounts without this playbook (10 pairs).";
      assertThat(told.getSentence()).isEqualTo(sentence);
      assertThat(
              hooli
                  .playbooks()
                  .getRun(GetRunRequest.newBuilder().setRunId(runs.getFirst().getRunId()).build())
                  .getEffect())
          .isEqualTo(sentence);
    } finally {
      log.daily(List.of());
    }
  }

  @Test
  void aPlaybookThatNeverRanHasTooFewPairsAndAnUnknownOneIsNotFound() {
    try (Api hooli = new Api(TestKeys.HOOLI)) {
      hooli.put(Api.fallBelow50("ef-fall", ""));
      hooli
          .playbooks()
          .putPlaybook(
              PutPlaybookRequest.newBuilder()
                  .setPlaybook(playbook().getPlaybook().toBuilder().setName("Never").clearTrigger())
                  .build());
      PlaybookEffectResponse told =
          hooli
              .playbooks()
              .playbookEffect(PlaybookEffectRequest.newBuilder().setPlaybook("Never").build());
      assertThat(told.getEffectsList()).allMatch(EffectAfter::getTooFew);
      assertThat(told.getSentence()).isEmpty();
      assertThat(
              Refused.by(
                  () ->
                      hooli
                          .playbooks()
                          .playbookEffect(
                              PlaybookEffectRequest.newBuilder().setPlaybook("Nowhere").build())))
          .isEqualTo("NOT_FOUND NOT_FOUND");
    }
  }

  private static void report(Api hooli, PlaybookRun run) {
    boolean skipped = run.getAccountId().equals("ef-" + TREATED);
    hooli
        .playbooks()
        .reportRun(
            ReportRunRequest.newBuilder()
                .setRunId(run.getRunId())
                .setReportedBy("crm")
                .setOutcome(
                    skipped
                        ? PlaybookRunState.PLAYBOOK_RUN_STATE_SKIPPED
                        : PlaybookRunState.PLAYBOOK_RUN_STATE_COMPLETED)
                .build());
  }

  private static List<PlaybookRun> runs(Api hooli) {
    return hooli
        .playbooks()
        .listRuns(ListRunsRequest.newBuilder().setPlaybook("Measured").build())
        .getRunsList();
  }

  private static PutPlaybookRequest playbook() {
    return PutPlaybookRequest.newBuilder()
        .setPlaybook(
            Playbook.newBuilder()
                .setName("Measured")
                .setActiveFromTime(Timestamp.newBuilder().setSeconds(1))
                .setTrigger(PlaybookTrigger.newBuilder().addRules("ef-fall"))
                .addAudience("account=~\"ef-.*\"")
                .addSteps(
                    PlaybookStep.newBuilder()
                        .setTitle("Look at usage")
                        .setWho(StepReach.STEP_REACH_INTERNAL)))
        .build();
  }

  private static List<ReadDailyScoresResponse> days() {
    List<ReadDailyScoresResponse> parts = new ArrayList<>();
    parts.add(
        ReadDailyScoresResponse.newBuilder()
            .setSpan(
                DailySpan.newBuilder()
                    .setFirstDate(date(DAY))
                    .setLastDate(date(DAY.plusDays(DAYS - 1))))
            .build());
    for (int i = 0; i < TREATED; i++) {
      parts.add(account("ef-" + i, 500 + 10 * i));
    }
    parts.add(account("ef-" + TREATED, 900));
    parts.add(account("other-1", 410));
    parts.add(account("other-2", 430));
    return parts;
  }

  /** 40.0 on the first day, then another score. */
  private static ReadDailyScoresResponse account(String id, int then) {
    return ReadDailyScoresResponse.newBuilder()
        .setAccount(
            DailyScores.newBuilder()
                .setAccountId(id)
                .addScores(ScoreRun.newBuilder().setDays(1).setTenths(400).setBand("At Risk"))
                .addScores(
                    ScoreRun.newBuilder().setDays(DAYS - 1).setTenths(then).setBand("Moderate")))
        .build();
  }

  private static Date date(LocalDate date) {
    return Date.newBuilder()
        .setYear(date.getYear())
        .setMonth(date.getMonthValue())
        .setDay(date.getDayOfMonth())
        .build();
  }
}
