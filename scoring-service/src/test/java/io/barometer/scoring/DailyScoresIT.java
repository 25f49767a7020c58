package io.barometer.scoring;

import static io.barometer.scoring.fixture.TwoDaysOfUse.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.ReadDailyScoresRequest;
import io.barometer.proto.scoring.v1.ReadDailyScoresResponse;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreRun;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.TalkativeScorecard;
import io.barometer.scoring.fixture.TwoDaysOfUse;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another service reads of all accounts, day by day. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class DailyScoresIT {
  private final LiveService live = LiveService.shared();
  private LocalDate first = LocalDate.EPOCH;

  @BeforeEach
  void record() throws InterruptedException {
    var use = TwoDaysOfUse.in(live);
    first = use.first();
  }

  @Test
  void a_service_reads_every_account_day_by_day_under_the_model_in_effect() throws Exception {
    var request =
        ReadDailyScoresRequest.newBuilder()
            .setTenantId("umbrella")
            .setFirstDate(date(first.minusDays(1)))
            .setLastDate(date(first.plusDays(1)))
            .build();
    List<ReadDailyScoresResponse> told = new ArrayList<>();
    live.scoreLog().readDailyScores(request).forEachRemaining(told::add);

    assertThat(told.getFirst().getSpan().getFirstDate()).isEqualTo(date(first.minusDays(1)));
    assertThat(told).hasSize(ACCOUNTS + 1);
    for (String account : List.of("r-003", TwoDaysOfUse.id(ACCOUNTS - 1))) {
      DailyScores daily =
          told.stream()
              .map(ReadDailyScoresResponse::getAccount)
              .filter(one -> one.getAccountId().equals(account))
              .findFirst()
              .orElseThrow();
      List<ScorePoint> points = history(account);
      assertThat(tenths(daily)).isEqualTo(points.stream().map(p -> tenths(p.getScore())).toList());
      assertThat(coverage(daily))
          .isEqualTo(points.stream().map(p -> p.getScore().getCoveragePercent()).toList());
      assertThat(daily.getChurnedDatesList())
          .isEqualTo(account.equals("r-003") ? List.of(date(first.plusDays(1))) : List.of());
    }
  }

  @Test
  void a_service_reads_what_was_told_of_an_account_before_the_account() throws Exception {
    var request =
        ReadDailyScoresRequest.newBuilder()
            .setTenantId("umbrella")
            .setLastDate(date(first.plusDays(1)))
            .setWithTold(true)
            .build();
    Map<String, List<ScoreLogEntry>> told = new TreeMap<>();
    List<ScoreLogEntry> before = new ArrayList<>();
    live.scoreLog()
        .readDailyScores(request)
        .forEachRemaining(
            part -> {
              before.addAll(part.getTold().getEntriesList());
              if (part.hasAccount()) {
                told.put(part.getAccount().getAccountId(), List.copyOf(before));
                before.clear();
              }
            });

    assertThat(told).hasSize(ACCOUNTS);
    List<ScoreLogEntry> own = told.getOrDefault("r-003", List.of());
    assertThat(own)
        .isNotEmpty()
        .allMatch(
            one ->
                !one.hasScoreChanged()
                    || one.getScoreChanged()
                        .getCurrent()
                        .getAccount()
                        .getAccountId()
                        .equals("r-003"))
        .isSortedAccordingTo(Comparator.comparingLong(ScoreLogEntry::getSequence));
    assertThat(own.stream().map(one -> one.getEventTold().getType()))
        .contains("ticket_opened", "outcome_recorded");
  }

  @Test
  void tenants_do_not_read_daily_scores_and_impossible_days_are_refused() throws Exception {
    var request = ReadDailyScoresRequest.newBuilder().setTenantId("umbrella");

    assertThat(
            FedService.refused(
                () -> live.scoreLogAs(TestKeys.UMBRELLA).readDailyScores(request.build()).next()))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED");
    assertThat(
            FedService.refused(
                () ->
                    live.scoreLog()
                        .readDailyScores(
                            request
                                .clone()
                                .setFirstDate(date(first.plusDays(1)))
                                .setLastDate(date(first))
                                .build())
                        .next()))
        .isEqualTo("INVALID_ARGUMENT RANGE");
    assertThat(
            FedService.refused(
                () ->
                    live.scoreLog()
                        .readDailyScores(request.clone().setScoreName("nothing").build())
                        .forEachRemaining(_ -> {})))
        .isEqualTo("INVALID_ARGUMENT VALUE_UNKNOWN");
  }

  private List<ScorePoint> history(String account) {
    return live.as(TestKeys.UMBRELLA)
        .getScoreHistory(
            GetScoreHistoryRequest.newBuilder()
                .setAccountId(account)
                .setFromDate(date(first.minusDays(1)))
                .setToDate(date(first.plusDays(1)))
                .build())
        .getPointsList();
  }

  private static int tenths(ScoreValue score) {
    return score.hasTenths() ? score.getTenths() : -1;
  }

  private static List<Integer> tenths(DailyScores daily) {
    List<Integer> tenths = new ArrayList<>();
    for (ScoreRun run : daily.getScoresList()) {
      tenths.addAll(Collections.nCopies(run.getDays(), run.hasTenths() ? run.getTenths() : -1));
    }
    return tenths;
  }

  private static List<Integer> coverage(DailyScores daily) {
    List<Integer> coverage = new ArrayList<>();
    daily
        .getCoverageList()
        .forEach(run -> coverage.addAll(Collections.nCopies(run.getDays(), run.getPercent())));
    return coverage;
  }

  private static Date date(LocalDate day) {
    return FedService.date(day);
  }
}
