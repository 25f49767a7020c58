package io.barometer.scoring.portfolio;

import io.barometer.edge.PageTokens;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.Day;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.AsOf;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists and summarises the scores of a tenant: from the current rows, or computed for a past
 * moment.
 */
@ApplicationScoped
public class PortfolioReader {
  private final TenantReads reads;
  private final ActiveModels models;
  private final PageTokens tokens;

  PortfolioReader(TenantReads reads, ActiveModels models, PageTokens tokens) {
    this.reads = reads;
    this.models = models;
    this.tokens = tokens;
  }

  /** Answers the call; blocks. */
  public ListScoresResponse list(String tenantId, ListScoresRequest request) {
    ListQuery query = ListQuery.of(tenantId, request, tokens);
    return reads.read(
        tenantId,
        tx -> {
          AccountScores scores = models.of(tx, tenantId).named(request.getScoreName());
          return query.asOf().now()
              ? current(tx, query, scores.name())
              : computed(tx, query, scores);
        });
  }

  private ListScoresResponse current(Tx tx, ListQuery query, String scoreName) {
    ListSql.Statement count = ListSql.count(query, scoreName);
    long total = tx.query(count.sql(), count.parameters()).iterator().next().getLong(0);
    Moments moments = Moments.read(tx);
    ListSql.Statement page = ListSql.page(query, scoreName);
    List<AccountScore> found = new ArrayList<>();
    for (Row row : tx.query(page.sql(), page.parameters())) {
      Moment moment = moments.of(row.getInteger(0));
      var stored = ScoreReader.stored(row.getBuffer(1).getBytes());
      found.add(ScoreReader.at(stored, moment, moment.clock()));
    }
    return page(query, found, (int) total);
  }

  private ListScoresResponse computed(Tx tx, ListQuery query, AccountScores scores) {
    List<AccountScore> matching = new ArrayList<>();
    Moments moments = Moments.read(tx);
    all(
        tx,
        scores,
        moments,
        query.asOf().at(moments.latest()),
        score -> {
          if (query.matches(score)) {
            matching.add(score);
          }
        });
    matching.sort(query.comparator());
    List<AccountScore> later = matching.stream().filter(query::onLaterPage).toList();
    List<AccountScore> found = later.subList(0, Math.min(later.size(), query.pageSize() + 1));
    return page(query, found, matching.size());
  }

  private ListScoresResponse page(ListQuery query, List<AccountScore> found, int total) {
    boolean more = found.size() > query.pageSize();
    List<AccountScore> page = more ? found.subList(0, query.pageSize()) : found;
    var response = ListScoresResponse.newBuilder().addAllScores(page).setTotalSize(total);
    if (more) {
      byte[] cursor = PageCursor.encode(query.order(), page.getLast());
      response.setNextPageToken(tokens.sign(query.fingerprint(), cursor));
    }
    return response.build();
  }

  /** Every account that was known at the time, scored as of its day. */
  private static void all(
      Tx tx, AccountScores scores, Moments moments, Instant time, Consumer<AccountScore> consumer) {
    long day = Day.of(time);
    StoredHistories.all(
        tx,
        Day.monthOf(day),
        stored -> {
          if (stored.history().firstDay().orElse(Long.MAX_VALUE) <= day) {
            consumer.accept(ScoreReader.computed(scores, stored, moments.of(stored.shard()), time));
          }
        });
  }

  /** Answers the call; blocks. */
  public SummarizePortfolioResponse summarize(String tenantId, SummarizePortfolioRequest request) {
    var violations = new Violations();
    AsOf asOf = AsOf.of(request.hasAsOfTime(), request.getAsOfTime(), violations);
    violations.throwIfAny();
    return reads.read(
        tenantId, tx -> summarize(tx, asOf, models.of(tx, tenantId).named(request.getScoreName())));
  }

  private static SummarizePortfolioResponse summarize(Tx tx, AsOf asOf, AccountScores scores) {
    var summary = new PortfolioSummary(scores.scorer().card());
    Moments moments = Moments.read(tx);
    Instant time = asOf.at(moments.latest());
    if (asOf.now()) {
      summary.addCurrent(tx, scores.name());
    } else {
      all(tx, scores, moments, time, summary::add);
    }
    return summary.message().setAsOfTime(Protos.time(time)).setModel(scores.model()).build();
  }
}
