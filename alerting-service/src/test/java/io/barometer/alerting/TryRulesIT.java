package io.barometer.alerting;

import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_LESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.AlertOutcome;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.CoverageLost;
import io.barometer.proto.alerting.v1.EventSeen;
import io.barometer.proto.alerting.v1.Expression;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.TriedAlert;
import io.barometer.proto.alerting.v1.TriedRule;
import io.barometer.proto.alerting.v1.TryRulesRequest;
import io.barometer.proto.alerting.v1.TryRulesResponse;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.CoverageRun;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.DailySpan;
import io.barometer.proto.scoring.v1.EventTold;
import io.barometer.proto.scoring.v1.Figure;
import io.barometer.proto.scoring.v1.ReadDailyScoresResponse;
import io.barometer.proto.scoring.v1.RenewalRun;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ScoreRun;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.ToldEntries;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules on past days. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class TryRulesIT {
  private static final LocalDate FIRST = LocalDate.of(2017, 1, 1);
  private static final int DAYS = 30;

  @Test
  void aRuleTellsWhenItWouldHaveFiredAndWhatFollowed() {
    ScoreLogFixture.shared()
        .daily(
            List.of(
                ReadDailyScoresResponse.newBuilder()
                    .setSpan(
                        DailySpan.newBuilder().setFirstDate(date(0)).setLastDate(date(DAYS - 1)))
                    .build(),
                told(
                    audit(1, 3, "false"),
                    login(2, 8, 12),
                    login(3, 9, 0),
                    audit(4, 12, "true"),
                    login(5, 14, 5)),
                account(
                    DailyScores.newBuilder().setAccountId("left").addChurnedDates(date(20)), 10),
                account(
                    DailyScores.newBuilder().setAccountId("slow").addChurnedDates(date(55)), 15),
                account(
                    DailyScores.newBuilder().setAccountId("stayed").addRenewedDates(date(25)), 9),
                account(DailyScores.newBuilder().setAccountId("well"), DAYS)));
    try (Api umbrella = new Api(TestKeys.UMBRELLA)) {
      TryRulesResponse tried =
          umbrella
              .stub()
              .tryRules(
                  TryRulesRequest.newBuilder()
                      .addRules(Api.fallBelow50("fall", ""))
                      .addRules(
                          rule("coverage")
                              .setCoverageLost(
                                  CoverageLost.newBuilder()
                                      .setComparison(COMPARISON_LESS)
                                      .setPercent(60)))
                      .addRules(
                          rule("audit")
                              .setEvent(
                                  EventSeen.newBuilder()
                                      .setType("audit_completed")
                                      .putWhere("passed", "false")
                                      .setOpenDays(30)
                                      .putUntil("passed", "true")))
                      .addRules(
                          rule("nobody-logs-in")
                              .setExpression(
                                  Expression.newBuilder().setWhen("metric.logins_7d == 0")))
                      .setFollowDays(60)
                      .build());

      TriedRule fall = tried.getRules(0);
      assertThat(fall.getFired()).isEqualTo(3);
      assertThat(fall.getAccounts()).isEqualTo(3);
      assertThat(fall.getFiredByWeekList()).containsExactly(0, 2, 1, 0, 0);
      assertThat(fall.getChurned()).isEqualTo(2);
      assertThat(fall.getRenewed()).isEqualTo(1);
      assertThat(fall.getMedianLeadDays()).isEqualTo(25);
      assertThat(fall.getAllChurned()).isEqualTo(1);
      assertThat(fall.getChurnedWarned()).isEqualTo(1);
      assertThat(tried.getRules(1).getFired()).isEqualTo(3);
      assertThat(tried.getRules(2).getFiredByWeekList()).containsExactly(1, 0, 0, 0, 0);
      assertThat(tried.getRules(2).getMedianLeadDays()).isEqualTo(17);
      assertThat(tried.getRules(3).getFiredByWeekList()).containsExactly(0, 1, 0, 0, 0);
      assertThat(tried.getRules(3).getMedianLeadDays()).isEqualTo(11);
      assertThat(tried.getTotalAlerts()).isEqualTo(8);
      assertThat(tried.getAccounts()).isEqualTo(4);
      assertThat(tried.getFirstDate()).isEqualTo(date(0));
      TriedAlert newest = tried.getAlerts(0);
      assertThat(newest.getAccountId()).isEqualTo("slow");
      assertThat(newest.getFiredDate()).isEqualTo(date(15));
      assertThat(newest.getOutcome()).isEqualTo(AlertOutcome.ALERT_OUTCOME_CHURNED);
      assertThat(newest.getOutcomeDate()).isEqualTo(date(55));
    }
  }

  @Test
  void theStoredRulesAreTriedWhenNoneAreNamed() {
    ScoreLogFixture.shared().daily(List.of());
    try (Api umbrella = new Api(TestKeys.UMBRELLA)) {
      TryRulesResponse tried = umbrella.stub().tryRules(TryRulesRequest.getDefaultInstance());

      assertThat(tried.getRulesList())
          .extracting(one -> one.getRule().getName())
          .contains("at-risk-intervention", "decline-30d", "sustained-low");
      assertThat(tried.getFollowDays()).isEqualTo(180);
    }
  }

  @Test
  void whatIsWrongWithARequestIsToldAtOnce() {
    try (Api umbrella = new Api(TestKeys.UMBRELLA)) {
      assertThat(
              Refused.by(
                  () ->
                      umbrella
                          .stub()
                          .tryRules(
                              TryRulesRequest.newBuilder()
                                  .setFollowDays(731)
                                  .setMostAlerts(-1)
                                  .addRules(Rule.newBuilder().setName("x"))
                                  .build())))
          .startsWith("INVALID_ARGUMENT RANGE");
    }
  }

  /** 60.0 and fully covered until a day, from then on 40.0 with half of the data. */
  private static ReadDailyScoresResponse account(DailyScores.Builder account, int until) {
    account
        .addScores(ScoreRun.newBuilder().setDays(until).setTenths(600).setBand("Moderate"))
        .addCoverage(CoverageRun.newBuilder().setDays(until).setPercent(100))
        .addRenewals(RenewalRun.newBuilder().setDays(DAYS));
    if (until < DAYS) {
      account
          .addScores(ScoreRun.newBuilder().setDays(DAYS - until).setTenths(400).setBand("At Risk"))
          .addCoverage(CoverageRun.newBuilder().setDays(DAYS - until).setPercent(50));
    }
    return ReadDailyScoresResponse.newBuilder().setAccount(account).build();
  }

  private static ReadDailyScoresResponse told(ScoreLogEntry... entries) {
    return ReadDailyScoresResponse.newBuilder()
        .setTold(ToldEntries.newBuilder().addAllEntries(List.of(entries)))
        .build();
  }

  private static ScoreLogEntry audit(long sequence, int day, String passed) {
    var told =
        EventTold.newBuilder()
            .setType("audit_completed")
            .putFields("passed", passed)
            .setTime(noon(day));
    return ScoreLogEntry.newBuilder().setSequence(sequence).setEventTold(told).build();
  }

  private static ScoreLogEntry login(long sequence, int day, int logins) {
    var current =
        AccountScore.newBuilder()
            .setAsOfTime(noon(day))
            .setScore(ScoreValue.newBuilder().setTenths(600).setBand("Moderate"));
    var told =
        ScoreChanged.newBuilder()
            .setCurrent(current)
            .addMetrics(Figure.newBuilder().setName("logins_7d").setValue(logins));
    return ScoreLogEntry.newBuilder().setSequence(sequence).setScoreChanged(told).build();
  }

  private static Timestamp noon(int day) {
    long second = FIRST.plusDays(day).atTime(12, 0).toEpochSecond(ZoneOffset.UTC);
    return Timestamp.newBuilder().setSeconds(second).build();
  }

  private static Rule.Builder rule(String name) {
    return Rule.newBuilder()
        .setName(name)
        .setTitle(name)
        .setSeverity(AlertSeverity.ALERT_SEVERITY_INFO)
        .setEnabled(true);
  }

  private static Date date(int day) {
    LocalDate date = FIRST.plusDays(day);
    return Date.newBuilder()
        .setYear(date.getYear())
        .setMonth(date.getMonthValue())
        .setDay(date.getDayOfMonth())
        .build();
  }
}
