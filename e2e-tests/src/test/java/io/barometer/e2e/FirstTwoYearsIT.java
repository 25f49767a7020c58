package io.barometer.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import io.barometer.e2e.example.ExpectedAccount;
import io.barometer.e2e.platform.LogFiles;
import io.barometer.e2e.platform.Platform;
import io.barometer.model.score.Score;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.ShardHead;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.Trend;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two years of real usage through three processes: every figure is the one that the pure model
 * gives.
 */
@ExtendWith(ImportedExample.Resolver.class)
class FirstTwoYearsIT {
  private static final int ROWS = 12_442;
  private static final int DAYS_BEGUN = 731;
  private static final int SHARDS = 4;

  private final ImportedExample example;

  FirstTwoYearsIT(ImportedExample example) {
    this.example = example;
  }

  @Test
  void every_row_is_recorded_once_and_every_day_begins_once_on_every_shard() {
    assertThat(example.summary().rows()).isEqualTo(ROWS);
    assertThat(example.summary().recorded()).isEqualTo(ROWS);
    assertThat(example.summary().duplicates()).isZero();
    assertThat(example.summary().refused()).isZero();

    var heads =
        example.platform().calls().eventLog().getHeads(GetHeadsRequest.getDefaultInstance());
    assertThat(heads.getHeadsList().stream().mapToLong(ShardHead::getLastPosition).sum())
        .isEqualTo(ROWS + (long) DAYS_BEGUN * SHARDS);
  }

  @Test
  void the_portfolio_has_the_models_number_of_accounts_in_every_band() {
    var summary =
        example
            .platform()
            .calls()
            .scoring()
            .summarizePortfolio(SummarizePortfolioRequest.getDefaultInstance());

    Map<String, Integer> bands = new TreeMap<>();
    for (BandSummary band : summary.getBandsList()) {
      if (band.getAccounts() > 0) {
        bands.put(band.getBand(), band.getAccounts());
      }
    }
    assertThat(bands).isEqualTo(example.expected().bands());
    assertThat(summary.getImproving()).isEqualTo((int) moved(+1));
    assertThat(summary.getDeclining()).isEqualTo((int) moved(-1));
  }

  @Test
  void every_account_has_the_models_score_band_coverage_and_trends() {
    Map<String, String> actual = new TreeMap<>();
    for (AccountScore score : portfolio("")) {
      actual.put(score.getAccount().getAccountId(), text(score));
    }
    Map<String, String> expected = new TreeMap<>();
    example.expected().accounts().keySet().forEach(id -> expected.put(id, expectedText(id)));

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void the_list_in_order_of_attention_begins_with_the_lowest_score_and_the_greatest_loss() {
    List<Integer> attention = new ArrayList<>();
    for (AccountScore score : portfolio("attention")) {
      if (score.getScore().hasTenths()) {
        int change = score.getTrends(1).getChangeTenths();
        attention.add(score.getScore().getTenths() + 2 * Math.min(change, 0));
      }
    }
    assertThat(attention).isSorted().hasSizeGreaterThan(100);
  }

  @Test
  void explanations_of_all_accounts_add_up_to_the_score_and_to_its_change() {
    for (String id : example.expected().accounts().keySet()) {
      ExplainScoreResponse answer =
          example
              .platform()
              .calls()
              .scoring()
              .explainScore(ExplainScoreRequest.newBuilder().setAccountId(id).build());
      ScoreValue score = answer.getScore().getScore();
      int sum = answer.getContributionsList().stream().mapToInt(Contribution::getTenths).sum();
      int change =
          answer.getContributionsList().stream().mapToInt(Contribution::getChangeTenths).sum();

      assertThat(sum).as(id).isEqualTo(score.getTenths());
      assertThat(score.getTenths())
          .as(id)
          .isEqualTo(example.expected().score(id).tenths().orElse(0));
      if (score.hasTenths() && answer.getCompared().hasTenths()) {
        assertThat(change).as(id).isEqualTo(score.getTenths() - answer.getCompared().getTenths());
      }
    }
  }

  @Test
  void a_history_known_now_has_the_models_score_on_every_day() {
    for (String id : someAccounts()) {
      Map<LocalDate, String> actual = history(id, HistoryBasis.HISTORY_BASIS_KNOWN_NOW);
      assertThat(actual.keySet()).as(id).containsExactlyElementsOf(yearUntilToday());
      actual.forEach(
          (date, value) ->
              assertThat(value)
                  .as(id + " on " + date)
                  .isEqualTo(text(example.expected().score(id, date.toEpochDay()))));
    }
  }

  @Test
  void a_history_as_published_tells_what_was_told_at_the_time() {
    for (String id : someAccounts()) {
      SortedMap<Long, Score> published = example.expected().account(id).published();
      Map<LocalDate, String> actual = history(id, HistoryBasis.HISTORY_BASIS_AS_PUBLISHED);
      assertThat(actual).as(id).isNotEmpty();
      actual.forEach(
          (date, value) -> {
            SortedMap<Long, Score> until = published.headMap(date.toEpochDay() + 1);
            assertThat(value)
                .as(id + " on " + date)
                .isEqualTo(text(requireNonNull(until.get(until.lastKey()))));
          });
    }
  }

  @Test
  void the_score_log_has_one_entry_per_change_of_the_model_and_one_per_day_and_shard() {
    int changes =
        example.expected().accounts().values().stream().mapToInt(ExpectedAccount::changes).sum();

    assertThat(example.platform().database().number("select count(*) from scoring.score_change"))
        .isEqualTo(changes + (long) DAYS_BEGUN * SHARDS);
  }

  @Test
  void the_projections_state_hash_is_that_of_histories_folded_without_any_service() {
    var projection =
        example
            .platform()
            .calls()
            .scoreLog()
            .getProjection(GetProjectionRequest.getDefaultInstance());

    assertThat(projection.getStateHash()).isEqualTo(example.expected().stateHash(Platform.TENANT));
  }

  @Test
  void no_log_holds_a_key_a_password_a_secret_address_or_what_a_user_did() {
    TreeSet<String> secrets = new TreeSet<>(example.outlets().secrets());
    secrets.add(example.platform().credentials().apiKey());
    secrets.add(example.platform().credentials().serviceKey());
    secrets.add(example.platform().database().password());
    secrets.add("u_f640405c92");

    LogFiles logs = new LogFiles(example.platform().data());
    assertThat(logs.files()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(logs.linesWith(secrets)).isEmpty();
  }

  private List<AccountScore> portfolio(String order) {
    List<AccountScore> scores = new ArrayList<>();
    String token = "";
    do {
      ListScoresResponse page =
          example
              .platform()
              .calls()
              .scoring()
              .listScores(
                  ListScoresRequest.newBuilder()
                      .setOrderBy(order)
                      .setPageSize(50)
                      .setPageToken(token)
                      .build());
      assertThat(page.getTotalSize()).isEqualTo(example.expected().accounts().size());
      scores.addAll(page.getScoresList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return scores;
  }

  private Map<LocalDate, String> history(String id, HistoryBasis basis) {
    var answer =
        example
            .platform()
            .calls()
            .scoring()
            .getScoreHistory(
                GetScoreHistoryRequest.newBuilder().setAccountId(id).setBasis(basis).build());
    Map<LocalDate, String> points = new LinkedHashMap<>();
    for (ScorePoint point : answer.getPointsList()) {
      Date date = point.getDate();
      points.put(
          LocalDate.of(date.getYear(), date.getMonth(), date.getDay()), text(point.getScore()));
    }
    return points;
  }

  private List<LocalDate> yearUntilToday() {
    LocalDate today = LocalDate.ofEpochDay(example.expected().today());
    return today.minusYears(1).datesUntil(today.plusDays(1)).toList();
  }

  /** The first, the last, and the account with the most score changes. */
  private List<String> someAccounts() {
    SortedMap<String, ExpectedAccount> accounts = example.expected().accounts();
    String busiest =
        accounts.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.changes(), b.changes())))
            .orElseThrow()
            .getKey();
    return List.of(accounts.firstKey(), accounts.lastKey(), busiest);
  }

  private long moved(int sign) {
    long today = example.expected().today();
    return example.expected().accounts().keySet().stream()
        .filter(id -> sign * change(id, today, 30).getOrDefault(30, 0) > 50)
        .count();
  }

  private Map<Integer, Integer> change(String id, long today, int... days) {
    Map<Integer, Integer> changes = new HashMap<>();
    Score now = example.expected().score(id, today);
    for (int back : days) {
      Score then = example.expected().score(id, today - back);
      if (now.known() && then.known()) {
        changes.put(back, now.tenths().getAsInt() - then.tenths().getAsInt());
      }
    }
    return changes;
  }

  private String expectedText(String id) {
    long today = example.expected().today();
    return text(example.expected().score(id))
        + " "
        + new TreeMap<>(change(id, today, 7, 30, 90, 365));
  }

  private static String text(AccountScore score) {
    Map<Integer, Integer> changes = new TreeMap<>();
    for (Trend trend : score.getTrendsList()) {
      if (trend.hasChangeTenths()) {
        changes.put(trend.getDays(), trend.getChangeTenths());
      }
    }
    return text(score.getScore()) + " " + changes;
  }

  private static String text(ScoreValue score) {
    String tenths = score.hasTenths() ? "" + score.getTenths() : "–";
    return tenths + " " + score.getBand() + " " + score.getCoveragePercent() + "%";
  }

  private static String text(Score score) {
    String tenths = score.known() ? "" + score.tenths().getAsInt() : "–";
    return tenths + " " + score.band() + " " + score.coveragePercent() + "%";
  }
}
