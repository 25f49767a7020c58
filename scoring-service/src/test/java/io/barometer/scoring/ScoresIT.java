package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import com.google.type.Money;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Assessment;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.Choice;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ListScorecardsRequest;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One account: its score now and then, why, and how it went. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class ScoresIT {

  private final FedService fed = FedService.shared();

  @Test
  void an_event_through_kafka_gives_the_exact_score() {
    AccountScore fresh = fed.score("fresh");

    // (30 × 1 + 25 × (.55 × .35 + .45 × .25/3) + 25 × .55 × .25) / 80, the trend being unknown yet
    assertThat(fresh.getScore())
        .isEqualTo(
            ScoreValue.newBuilder()
                .setTenths(490)
                .setBand("At Risk")
                .setCoveragePercent(80)
                .build());
    assertThat(fresh.getModel().getScorecard()).isEqualTo("usage");
    assertThat(fresh.getAccount().getName()).isEqualTo("fresh");
    assertThat(fresh.getAsOfTime().getSeconds())
        .isEqualTo(FedService.LAST.atTime(18, 0).toEpochSecond(ZoneOffset.UTC));
    assertThat(fresh.getPosition()).isEqualTo(fed.log().shard(fresh.getShard()).size());
  }

  @Test
  void what_is_said_with_a_score_is_the_same_now_and_as_of_now() {
    AccountScore fading = fed.score("fading");

    assertThat(fading.getAssessment())
        .isEqualTo(
            Assessment.newBuilder()
                .setComputed(fading.getScore())
                .setFreshnessPercent(0)
                .setBands(Choice.newBuilder().setName("default").setBecause("the scorecard's own"))
                .build());
    assertThat(fed.score("fresh").getAssessment().getFreshnessPercent()).isEqualTo(80);
    assertThat(
            fed.as(TestKeys.ACME)
                .getScore(
                    GetScoreRequest.newBuilder()
                        .setAccountId("fading")
                        .setAsOfTime(fading.getAsOfTime())
                        .build())
                .getScore())
        .isEqualTo(fading);
  }

  @Test
  void facts_travel_with_the_score() {
    AccountScore busy = fed.score("busy");

    assertThat(busy.getAccount().getName()).isEqualTo("Busy Ltd");
    assertThat(busy.getAccount().getOwner()).isEqualTo("kim");
    assertThat(busy.getAccount().getArr())
        .isEqualTo(Money.newBuilder().setCurrencyCode("EUR").setUnits(120_000).build());
    assertThat(busy.getScore().getBand()).isEqualTo("Healthy");
  }

  @Test
  void a_score_of_the_past_leaves_out_what_happened_after_it() {
    AccountScore then =
        fed.as(TestKeys.ACME)
            .getScore(
                GetScoreRequest.newBuilder()
                    .setAccountId("fading")
                    .setAsOfTime(FedService.midnight(LocalDate.of(2024, 2, 10)))
                    .build())
            .getScore();

    assertThat(then.getScore().getTenths())
        .isGreaterThan(fed.score("fading").getScore().getTenths());
    assertThat(then.getAsOfTime()).isEqualTo(FedService.midnight(LocalDate.of(2024, 2, 10)));
  }

  @Test
  void contributions_add_up_to_the_score_and_their_changes_to_its_change() {
    var explained =
        fed.as(TestKeys.ACME)
            .explainScore(ExplainScoreRequest.newBuilder().setAccountId("busy").build());

    List<Contribution> parts = explained.getContributionsList();
    assertThat(parts).hasSize(6);
    int score = explained.getScore().getScore().getTenths();
    assertThat(parts.stream().mapToInt(Contribution::getTenths).sum()).isEqualTo(score);
    assertThat(parts.stream().mapToInt(Contribution::getChangeTenths).sum())
        .isEqualTo(score - explained.getCompared().getTenths());
    assertThat(explained.getComparedDate())
        .isEqualTo(Date.newBuilder().setYear(2024).setMonth(3).setDay(31).build());
  }

  @Test
  void both_histories_agree_where_nothing_came_late() {
    var request =
        GetScoreHistoryRequest.newBuilder()
            .setAccountId("fading")
            .setFromDate(FedService.date(LocalDate.of(2024, 1, 2)))
            .setToDate(FedService.date(FedService.LAST));
    var now = fed.as(TestKeys.ACME).getScoreHistory(request.build());
    var published =
        fed.as(TestKeys.ACME)
            .getScoreHistory(request.setBasis(HistoryBasis.HISTORY_BASIS_AS_PUBLISHED).build());

    assertThat(now.getPointsList()).hasSize(120).isEqualTo(published.getPointsList());
    assertThat(now.getBandsList().stream().map(BandSummary::getBand))
        .containsExactly("Critical", "At Risk", "Moderate", "Healthy");
  }

  @Test
  void scorecards_in_use_are_told() {
    var cards = fed.as(TestKeys.ACME).listScorecards(ListScorecardsRequest.getDefaultInstance());

    assertThat(cards.getScorecardsList())
        .extracting(card -> card.getModel().getScorecard())
        .containsExactly("usage", "cybersecurity-vendor", "saas-default");
    assertThat(cards.getScorecards(0).getModel()).isEqualTo(fed.score("busy").getModel());
    assertThat(cards.getScorecards(0).getCanonicalYaml()).startsWith("scorecard: \"usage\"");
  }
}
