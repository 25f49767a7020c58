package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.type.Money;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All accounts of a tenant: lists, pages and the summary. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class PortfolioIT {

  private final FedService fed = FedService.shared();

  @Test
  void the_portfolio_is_filtered_ordered_and_cut_into_pages() {
    assertThat(accounts("", "score desc", 100)).containsExactly("busy", "fresh", "fading");
    assertThat(accounts("", "attention", 1)).containsExactly("fading", "fresh", "busy");
    assertThat(accounts("band = \"Healthy\"", "", 100)).containsExactly("busy");
    assertThat(accounts("owner = \"kim\" AND score > 10", "name desc", 100))
        .containsExactly("busy");
    assertThat(accounts("change_30d <= -15", "", 100)).containsExactly("fading");
    assertThat(accounts("score < 50.5 AND coverage >= 1", "arr, score", 1))
        .containsExactly("fading", "fresh");
  }

  @Test
  void a_list_of_the_past_equals_the_current_one_at_the_same_moment() {
    Timestamp now = fed.score("busy").getAsOfTime();
    for (String order :
        List.of("", "attention", "score desc, name", "change_30d desc", "arr desc")) {
      var request = ListScoresRequest.newBuilder().setOrderBy(order);
      List<String> current = FedService.ids(fed.as(TestKeys.ACME).listScores(request.build()));
      List<String> computed =
          FedService.ids(fed.as(TestKeys.ACME).listScores(request.setAsOfTime(now).build()));
      assertThat(computed).as(order).isEqualTo(current).hasSize(3);
    }
  }

  @Test
  void accounts_that_came_later_are_not_in_a_portfolio_of_the_past() {
    var then = FedService.midnight(LocalDate.of(2024, 2, 10));
    var list =
        fed.as(TestKeys.ACME).listScores(ListScoresRequest.newBuilder().setAsOfTime(then).build());
    var summary =
        fed.as(TestKeys.ACME)
            .summarizePortfolio(SummarizePortfolioRequest.newBuilder().setAsOfTime(then).build());

    assertThat(FedService.ids(list)).containsExactly("busy", "fading");
    assertThat(summary.getBandsList().stream().mapToInt(BandSummary::getAccounts).sum())
        .isEqualTo(2);
  }

  @Test
  void the_summary_counts_accounts_and_revenue_per_band() {
    var summary =
        fed.as(TestKeys.ACME).summarizePortfolio(SummarizePortfolioRequest.getDefaultInstance());

    assertThat(summary.getBandsList().stream().map(b -> b.getBand() + " " + b.getAccounts()))
        .containsExactly("Critical 1", "At Risk 1", "Moderate 0", "Healthy 1", "Unknown 0");
    assertThat(summary.getBands(3).getArrList())
        .containsExactly(Money.newBuilder().setCurrencyCode("EUR").setUnits(120_000).build());
    assertThat(summary.getDeclining()).isEqualTo(1);
  }

  @Test
  void tenants_do_not_see_each_other() {
    var globex = fed.as(TestKeys.GLOBEX);

    assertThat(FedService.ids(globex.listScores(ListScoresRequest.getDefaultInstance())))
        .containsExactly("secret");
    assertThat(
            FedService.refused(
                () -> globex.getScore(GetScoreRequest.newBuilder().setAccountId("busy").build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () ->
                    globex.explainScore(
                        ExplainScoreRequest.newBuilder().setAccountId("busy").build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () ->
                    globex.getScoreHistory(
                        GetScoreHistoryRequest.newBuilder().setAccountId("busy").build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
  }

  @Test
  void page_tokens_open_only_the_list_they_were_made_for() {
    var stub = fed.as(TestKeys.ACME);
    String token =
        stub.listScores(ListScoresRequest.newBuilder().setPageSize(1).build()).getNextPageToken();

    assertThat(token).isNotEmpty();
    for (ListScoresRequest request :
        List.of(
            ListScoresRequest.newBuilder().setOrderBy("score").setPageToken(token).build(),
            ListScoresRequest.newBuilder().setPageToken("forged").build(),
            ListScoresRequest.newBuilder().setPageToken(token + "A").build())) {
      assertThat(FedService.refused(() -> stub.listScores(request)))
          .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
    }
    var own = ListScoresRequest.newBuilder().setPageToken(token).build();
    assertThat(FedService.refused(() -> fed.as(TestKeys.GLOBEX).listScores(own)))
        .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
    assertThat(
            stub.listScores(ListScoresRequest.newBuilder().setPageSize(1_000_000_000).build())
                .getScoresCount())
        .isGreaterThanOrEqualTo(3);
  }

  private List<String> accounts(String filter, String order, int pageSize) {
    List<String> ids = new ArrayList<>();
    var request =
        ListScoresRequest.newBuilder().setFilter(filter).setOrderBy(order).setPageSize(pageSize);
    ListScoresResponse page;
    do {
      page = fed.as(TestKeys.ACME).listScores(request.build());
      ids.addAll(FedService.ids(page));
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return ids;
  }
}
