package io.barometer.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc.ScoringServiceBlockingStub;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.Viewpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What was known then is what was told then: the example was imported in the order in which it was
 * received, with the clock following.
 */
@ExtendWith(ImportedExample.Resolver.class)
class TimeTravelIT {
  private static final int INSTANTS = 20;
  private static final int SHARDS = 4;
  private static final Instant FIRST = Instant.parse("2010-09-01T00:00:00Z");

  private final ImportedExample example;
  private final ScoringServiceBlockingStub scoring;
  private final Random random = new Random(20_261_122);

  TimeTravelIT(ImportedExample example) {
    this.example = example;
    this.scoring = example.platform().calls().scoring();
  }

  @Test
  void at_any_instant_the_score_known_then_is_the_one_that_was_told_then() {
    Map<String, NavigableMap<Instant, ScoreValue>> told = told();
    Instant last = time(score(told.keySet().iterator().next(), null).getAsOfTime());
    int compared = 0;
    for (int i = 0; i < INSTANTS; i++) {
      Instant then =
          FIRST.plusSeconds(random.nextLong(last.getEpochSecond() - FIRST.getEpochSecond()));
      Map<String, Integer> bands = new TreeMap<>();
      for (var account : told.entrySet()) {
        var standing = account.getValue().floorEntry(then);
        if (standing != null) {
          bands.merge(standing.getValue().getBand(), 1, Integer::sum);
          if (random.nextInt(10) == 0) {
            assertThat(score(account.getKey(), then).getScore())
                .as("%s at %s", account.getKey(), then)
                .isEqualTo(standing.getValue());
            compared++;
          }
        }
      }
      if (i % 5 == 0) {
        assertThat(portfolio(then)).as("portfolio at %s", then).isEqualTo(bands);
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void on_every_day_every_account_was_told_what_was_known_then() {
    for (String id : example.expected().accounts().keySet()) {
      Map<String, ScoreValue> known = history(id, HistoryBasis.HISTORY_BASIS_KNOWN_THEN);
      Map<String, ScoreValue> published = history(id, HistoryBasis.HISTORY_BASIS_AS_PUBLISHED);
      assertThat(known).as(id).containsAllEntriesOf(published);
      assertThat(published).as(id).isNotEmpty();
    }
  }

  @Test
  void ledgers_between_what_was_told_and_what_is_known_now_add_up() {
    List<String> accounts = new ArrayList<>(example.expected().accounts().keySet());
    for (int i = 0; i < 3 * INSTANTS; i++) {
      String id = accounts.get(random.nextInt(accounts.size()));
      Instant then = FIRST.plusSeconds(random.nextInt(600) * 86_400L + random.nextInt(86_400));
      ExplainChangeResponse change =
          scoring.explainChange(
              ExplainChangeRequest.newBuilder()
                  .setAccountId(id)
                  .setFrom(
                      Viewpoint.newBuilder().setAsOfTime(time(then)).setKnownAtTime(time(then)))
                  .build());

      assertThat(change.getFrom().getScore()).as(id).isEqualTo(score(id, then).getScore());
      assertThat(change.getTo().getScore()).as(id).isEqualTo(score(id, null).getScore());
      int sum = change.getEntriesList().stream().mapToInt(LedgerEntry::getChangeTenths).sum();
      assertThat(sum)
          .as("%s since %s", id, then)
          .isEqualTo(
              change.hasChangeTenths()
                  ? change.getTo().getScore().getTenths() - change.getFrom().getScore().getTenths()
                  : 0);
    }
  }

  /** Everything that was ever told of the accounts' scores, by the platform's time. */
  private Map<String, NavigableMap<Instant, ScoreValue>> told() {
    Map<String, NavigableMap<Instant, ScoreValue>> told = new HashMap<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      var request = ReadScoreLogRequest.newBuilder().setShard(shard).build();
      example
          .platform()
          .calls()
          .scoreLog()
          .readScoreLog(request)
          .forEachRemaining(
              answer ->
                  answer.getEntriesList().stream()
                      .filter(entry -> entry.hasScoreChanged())
                      .map(entry -> entry.getScoreChanged().getCurrent())
                      .forEach(
                          score ->
                              told.computeIfAbsent(
                                      score.getAccount().getAccountId(), id -> new TreeMap<>())
                                  .put(time(score.getAsOfTime()), score.getScore())));
    }
    return told;
  }

  private AccountScore score(String id, @Nullable Instant knownAt) {
    var request = GetScoreRequest.newBuilder().setAccountId(id);
    if (knownAt != null) {
      request.setKnownAtTime(time(knownAt));
    }
    return scoring.getScore(request.build()).getScore();
  }

  private Map<String, Integer> portfolio(Instant knownAt) {
    return scoring
        .summarizePortfolio(
            SummarizePortfolioRequest.newBuilder().setKnownAtTime(time(knownAt)).build())
        .getBandsList()
        .stream()
        .filter(band -> band.getAccounts() > 0)
        .collect(
            Collectors.toMap(
                BandSummary::getBand, BandSummary::getAccounts, (a, b) -> a, TreeMap::new));
  }

  private Map<String, ScoreValue> history(String id, HistoryBasis basis) {
    return scoring
        .getScoreHistory(
            GetScoreHistoryRequest.newBuilder().setAccountId(id).setBasis(basis).build())
        .getPointsList()
        .stream()
        .collect(Collectors.toMap(point -> point.getDate().toString(), ScorePoint::getScore));
  }

  private static Instant time(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static Timestamp time(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(requireNonNull(time).getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
