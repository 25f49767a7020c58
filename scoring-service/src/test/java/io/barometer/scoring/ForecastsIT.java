package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.scoring.v1.Direction;
import io.barometer.proto.scoring.v1.ForecastPoint;
import io.barometer.proto.scoring.v1.ForecastScoreRequest;
import io.barometer.proto.scoring.v1.ForecastScoreResponse;
import io.barometer.proto.scoring.v1.GetTrendsRequest;
import io.barometer.proto.scoring.v1.GetTrendsResponse;
import io.barometer.proto.scoring.v1.HorizonTest;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.WindowTrend;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.scoring.fixture.TalkativeScorecard;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * How scores went and may go on. A ladder is an account whose usage fell by 1 every 5 days, from
 * 100 to 20 in 400 days, so that its score fell from 80.0 to 32.0.
 */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class ForecastsIT {
  private static final int LADDERS = 8;

  private final LiveService live = LiveService.shared();

  @Test
  void trends_tell_change_momentum_season_and_streak() throws Exception {
    ladders();

    GetTrendsResponse trends =
        live.as(TestKeys.ACME)
            .getTrends(GetTrendsRequest.newBuilder().setAccountId("ladder-0").build());

    assertThat(trends.getScore().getTenths()).isEqualTo(320);
    assertThat(trends.getWindowsList())
        .extracting(ForecastsIT::text)
        .containsExactly(
            "30 -36 STABLE momentum 0 last year -36 mean 340 of 30, then 777 of 30, season -437",
            "90 -108 DOWN momentum 0 last year null mean 376 of 90, then 781 of 37, season -405",
            "365 -438 DOWN momentum null last year null mean 541 of 365, then 781 of 37,"
                + " season -240");
    assertThat(trends.getWeekTenths()).isEqualTo(-12);
    assertThat(trends.getYearTenths()).isEqualTo(-438);
    assertThat(trends.getFallingWeeks()).isEqualTo(57);
    assertThat(trends.getFallingTenths()).isEqualTo(480);
    assertThat(
            live.as(TestKeys.ACME)
                .getTrends(
                    GetTrendsRequest.newBuilder()
                        .setAccountId("ladder-0")
                        .addWindowDays(5)
                        .setAsOfTime(end(live.today().minusDays(100)))
                        .build())
                .getWindowsList())
        .extracting(ForecastsIT::text)
        .containsExactly(
            "5 -6 STABLE momentum 0 last year null mean 445 of 5, then 0 of 0, season null");
  }

  @Test
  void the_method_that_was_right_in_the_past_continues_the_score() throws Exception {
    ladders();

    ForecastScoreResponse forecast = forecast("ladder-3", "");

    LocalDate today = live.today();
    assertThat(forecast.getPointsList())
        .extracting(ForecastsIT::text)
        .containsExactly(
            "30 straight_line 284 284–284 At Risk",
            "60 straight_line 248 248–248 Critical",
            "90 straight_line 212 212–212 Critical");
    assertThat(forecast.getLineCount()).isEqualTo(90);
    assertThat(forecast.getCrossing().getDate()).isEqualTo(FedService.date(today.plusDays(59)));
    assertThat(forecast.getCrossing().getTenths()).isEqualTo(249);
    assertThat(forecast.getBacktest().getAccounts()).isEqualTo(LADDERS);
    assertThat(forecast.getBacktest().getFirstDate())
        .isEqualTo(FedService.date(today.minusDays(360)));
    assertThat(forecast.getBacktest().getMiddleDate())
        .isEqualTo(FedService.date(today.minusDays(180)));
    HorizonTest month = forecast.getBacktest().getHorizons(0);
    assertThat(month.getMethods(0).getJudgingError()).isEqualTo(3.6);
    assertThat(month.getMethods(1).getJudgingError()).isZero();
    assertThat(forecast.getSentencesList())
        .containsExactly(
            sentence(30, 6 * LADDERS, "3.60"),
            sentence(60, 5 * LADDERS, "7.20"),
            sentence(90, 4 * LADDERS, "10.80"));
  }

  @Test
  void a_forecast_from_the_past_knows_nothing_of_what_came() throws Exception {
    ladders();
    var request =
        ForecastScoreRequest.newBuilder()
            .setAccountId("ladder-1")
            .setMethod("straight_line")
            .setAsOfTime(end(live.today().minusDays(100)))
            .build();

    ForecastScoreResponse forecast = live.as(TestKeys.ACME).forecastScore(request);

    assertThat(forecast.getScore().getTenths()).isEqualTo(440);
    assertThat(forecast.getPointsList())
        .extracting(ForecastPoint::getTenths)
        .containsExactly(404, 368, 332);
    assertThat(forecast.getBacktest().getLastDate()).isEqualTo(forecast.getDate());
    assertThat(forecast.getBacktest().getHorizons(0).getSentence())
        .startsWith("30 days: straight_line beats");
  }

  @Test
  void a_backtest_is_made_once_a_day_however_many_ask() throws Exception {
    ladder("globex", "once-0");
    live.publish();
    live.settle();
    List<Callable<ForecastScoreResponse>> asking = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      asking.add(() -> globex(live.today()));
    }
    List<Future<ForecastScoreResponse>> answers;
    try (var threads = Executors.newFixedThreadPool(12)) {
      answers = threads.invokeAll(asking);
    }
    ladder("globex", "once-1");
    live.publish();
    live.settle();

    for (Future<ForecastScoreResponse> answer : answers) {
      assertThat(answer.get()).isEqualTo(answers.getFirst().get());
    }
    assertThat(answers.getFirst().get().getBacktest().getAccounts()).isEqualTo(1);
    assertThat(globex(live.today()).getBacktest().getAccounts()).isEqualTo(1);
    assertThat(globex(live.today().minusDays(5)).getBacktest().getAccounts()).isEqualTo(2);
    assertThat(globex(live.today()).getSentences(0))
        .startsWith("30 days: too few past forecasts, 6 to choose on and 6 to judge by");
  }

  @Test
  void without_a_score_there_is_nothing_to_continue() throws Exception {
    live.measured("forecast-mute", "failure", 1);
    live.settle();

    ForecastScoreResponse forecast = forecast("forecast-mute", "");

    assertThat(forecast.getScore().getBand()).isEqualTo("Unknown");
    assertThat(forecast.getPointsList()).isEmpty();
    assertThat(forecast.hasBacktest()).isFalse();
    assertThat(forecast.getSentencesList())
        .containsExactly("There is no score on that day, so there is nothing to continue.");
  }

  @Test
  void bad_questions_get_all_their_reasons() throws Exception {
    live.measured("asked", "usage", 50);
    live.settle();
    var scoring = live.as(TestKeys.ACME);

    var trends =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                scoring.getTrends(
                    GetTrendsRequest.newBuilder()
                        .addAllWindowDays(List.of(0, 30, 3_651))
                        .setAsOfTime(end(LocalDate.of(1999, 1, 1)))
                        .build()));
    assertThat(ScoringClient.violations(trends))
        .isEqualTo(
            Map.of(
                "account_id", "REQUIRED",
                "window_days[0]", "RANGE",
                "window_days[2]", "RANGE",
                "as_of_time", "TIME_RANGE"));
    var forecast =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                scoring.forecastScore(ForecastScoreRequest.newBuilder().setMethod("line").build()));
    assertThat(ScoringClient.violations(forecast))
        .isEqualTo(Map.of("account_id", "REQUIRED", "method", "VALUE_UNKNOWN"));
    assertThat(FedService.refused(() -> forecast("nobody", ""))).isEqualTo("NOT_FOUND NOT_FOUND");
  }

  private void ladders() throws InterruptedException {
    if (live.events("ladder-0") == 0) {
      for (int i = 0; i < LADDERS; i++) {
        ladder("acme", "ladder-" + i);
      }
      live.publish();
    }
    live.settle();
  }

  private void ladder(String tenant, String account) {
    for (int step = 80; step >= 0; step--) {
      var at = live.today().minusDays(5L * step).atTime(8, 0).toInstant(ZoneOffset.UTC);
      live.note(
          live.event(tenant, account)
              .setEventKey("step " + step)
              .setOccurredTime(RecordedLog.time(at))
              .setMeasurement(Measurement.newBuilder().setName("usage").setValue(20 + step)));
    }
  }

  private ForecastScoreResponse forecast(String account, String method) {
    return live.as(TestKeys.ACME)
        .forecastScore(
            ForecastScoreRequest.newBuilder().setAccountId(account).setMethod(method).build());
  }

  private ForecastScoreResponse globex(LocalDate day) {
    var request =
        ForecastScoreRequest.newBuilder()
            .setAccountId("once-0")
            .setModel(ModelRef.newBuilder().setScorecard("talkative"));
    if (!day.equals(live.today())) {
      request.setAsOfTime(end(day));
    }
    return live.as(TestKeys.GLOBEX).forecastScore(request.build());
  }

  private static String sentence(int days, int forecasts, String unmoved) {
    return "%d days: straight_line beats \"no change\" on %d forecasts that did not choose it, off by 0.00 instead of %s points on average."
        .formatted(days, forecasts, unmoved);
  }

  private static String text(WindowTrend window) {
    return "%d %d %s momentum %s last year %s mean %d of %d, then %d of %d, season %s"
        .formatted(
            window.getTrend().getDays(),
            window.getTrend().getChangeTenths(),
            direction(window.getTrend().getDirection()),
            window.hasMomentumTenths() ? window.getMomentumTenths() : null,
            window.hasLastYearTenths() ? window.getLastYearTenths() : null,
            window.getMean().getMeanTenths(),
            window.getMean().getKnownDays(),
            window.getLastYearMean().getMeanTenths(),
            window.getLastYearMean().getKnownDays(),
            window.hasSeasonTenths() ? window.getSeasonTenths() : null);
  }

  private static String direction(Direction direction) {
    return direction.name().replace("DIRECTION_", "");
  }

  private static String text(ForecastPoint point) {
    return "%d %s %d %d–%d %s"
        .formatted(
            point.getDays(),
            point.getMethod(),
            point.getTenths(),
            point.getLowTenths(),
            point.getHighTenths(),
            point.getBand());
  }

  private static Timestamp end(LocalDate day) {
    return RecordedLog.time(
        day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1_000));
  }
}
