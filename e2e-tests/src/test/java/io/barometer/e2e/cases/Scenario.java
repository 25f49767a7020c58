package io.barometer.e2e.cases;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.e2e.platform.Outlets;
import io.barometer.language.ModelCase;
import io.barometer.launcher.client.Connection;
import io.barometer.model.scorecard.Tenths;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the running services say of a scenario's account on the evening of its day.
 *
 * @param score as GetScore tells it
 * @param why as ExplainScore tells it, compared with the day that the scenario names
 * @param history as GetScoreHistory tells it, from the day of comparison on
 * @param alerts every alert of the account, oldest first
 */
record Scenario(
    ModelCase told,
    AccountScore score,
    ExplainScoreResponse why,
    List<ScorePoint> history,
    List<Alert> alerts) {

  /** Every rule tells the webhook. */
  static final Map<String, List<String>> TOLD = toldByEveryRule();

  private static Map<String, List<String>> toldByEveryRule() {
    List<String> webhook = List.of(Outlets.WEBHOOK);
    return Map.of(
        "at-risk-intervention", webhook,
        "decline-30d", webhook,
        "expansion", webhook,
        "negative-trend", webhook,
        "rapid-decline-30d", webhook,
        "rapid-decline-7d", webhook,
        "renewal-prep", webhook,
        "renewal-risk", webhook,
        "sustained-low", webhook);
  }

  static Scenario of(Connection calls, ModelCase told) {
    String account = told.name();
    var score = GetScoreRequest.newBuilder().setAccountId(account);
    var why =
        ExplainScoreRequest.newBuilder()
            .setAccountId(account)
            .setCompareDays((int) (told.day() - told.comparedDay()));
    var history =
        GetScoreHistoryRequest.newBuilder()
            .setAccountId(account)
            .setFromDate(date(told.comparedDay()));
    var alerts = ListAlertsRequest.newBuilder().setAccountId(account).setPageSize(1_000);
    return new Scenario(
        told,
        calls.scoring().getScore(score.build()).getScore(),
        calls.scoring().explainScore(why.build()),
        calls.scoring().getScoreHistory(history.build()).getPointsList(),
        calls.alerting().listAlerts(alerts.build()).getAlertsList().reversed());
  }

  /** The score before, on the day of comparison. */
  String before() {
    return text(why.getCompared());
  }

  /** The score on the scenario's day. */
  String after() {
    return text(score.getScore());
  }

  List<String> labels() {
    return score.getAssessment().getLabelsList();
  }

  /** What moved the score most since the day of comparison. */
  String firstDriver() {
    return why.getScore().getDrivers(0).getText();
  }

  /** What was shipped since the day of comparison. */
  List<String> releases() {
    return why.getReleasesList().stream()
        .map(
            release ->
                "%s %s on %s"
                    .formatted(release.getProduct(), release.getVersion(), day(release.getDate())))
        .toList();
  }

  /** Points won or lost by a dimension since the day of comparison. */
  double change(String dimension) {
    return contributions(dimension).mapToInt(Contribution::getChangeTenths).sum() / 10.0;
  }

  private Stream<Contribution> contributions(String dimension) {
    return why.getContributionsList().stream()
        .filter(part -> part.getDimension().split("/", 2)[0].equals(dimension));
  }

  /** Points won or lost over the days of a trend. */
  double trend(int days) {
    return score.getTrendsList().stream()
            .filter(trend -> trend.getDays() == days)
            .mapToInt(trend -> trend.getChangeTenths())
            .sum()
        / 10.0;
  }

  /** The rules that fired since a day, with the reason that people read. */
  List<String> alertsSince(String day) {
    Instant from = Instant.parse(day + "T00:00:00Z");
    return alerts.stream()
        .filter(alert -> !instant(alert.getFiredTime()).isBefore(from))
        .map(alert -> alert.getRule() + ": " + alert.getReason())
        .toList();
  }

  /** A score as people read it. */
  static String text(ScoreValue value) {
    return (value.hasTenths() ? Tenths.text(value.getTenths()) : "–") + " " + value.getBand();
  }

  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  static Timestamp time(String instant) {
    return Timestamp.newBuilder().setSeconds(Instant.parse(instant).getEpochSecond()).build();
  }

  static LocalDate day(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
  }

  static Date date(long epochDay) {
    LocalDate day = LocalDate.ofEpochDay(epochDay);
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
