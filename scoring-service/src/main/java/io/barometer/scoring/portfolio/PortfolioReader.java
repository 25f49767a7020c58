package io.barometer.scoring.portfolio;

import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.Day;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import io.barometer.scoring.hierarchy.Families;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.past.PastFamilies;
import io.barometer.scoring.past.PastPortfolio;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.TenantScores;
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
  private final PastPortfolio past;
  private final PastFamilies pastFamilies;
  private final PageTokens tokens;

  PortfolioReader(
      TenantReads reads,
      ActiveModels models,
      PastPortfolio past,
      PastFamilies pastFamilies,
      PageTokens tokens) {
    this.reads = reads;
    this.models = models;
    this.past = past;
    this.pastFamilies = pastFamilies;
    this.tokens = tokens;
  }

  /** Answers the call; blocks. */
  public ListScoresResponse list(String tenantId, ListScoresRequest request) {
    ListQuery query = ListQuery.of(tenantId, request, tokens);
    return reads.read(
        tenantId,
        tx -> {
          Moments moments = Moments.read(tx);
          Told told = told(tx, tenantId, request.getScoreName(), query.view(), moments);
          return query.view().isNow()
              ? current(tx, query, told.inEffect().name(), moments)
              : computed(tx, tenantId, query, told, moments);
        });
  }

  /**
   * What one score of every account is told with.
   *
   * @param scoreName as it was asked for
   */
  private record Told(TenantScores all, String scoreName) {
    AccountScores inEffect() {
      return all.named(scoreName);
    }

    AccountScores of(AccountKey account) {
      return all.of(account).named(scoreName);
    }
  }

  private Told told(Tx tx, String tenantId, String scoreName, View view, Moments moments) {
    TenantScores all =
        view.knownAt().now()
            ? models.of(tx, tenantId)
            : models.at(tx, tenantId, view.known(moments.latest()));
    return new Told(all, scoreName);
  }

  private ListScoresResponse current(Tx tx, ListQuery query, String scoreName, Moments moments) {
    ListSql.Statement count = ListSql.count(query, scoreName);
    long total = tx.query(count.sql(), count.parameters()).iterator().next().getLong(0);
    ListSql.Statement page = ListSql.page(query, scoreName);
    List<AccountScore> found = new ArrayList<>();
    for (Row row : tx.query(page.sql(), page.parameters())) {
      Moment moment = moments.of(row.getInteger(0));
      var stored = ScoreReader.stored(row.getBuffer(1).getBytes());
      found.add(ScoreReader.at(stored, moment, moment.clock()));
    }
    return page(query, found, (int) total);
  }

  private ListScoresResponse computed(
      Tx tx, String tenantId, ListQuery query, Told told, Moments moments) {
    List<AccountScore> matching = new ArrayList<>();
    all(
        tx,
        tenantId,
        query.view(),
        told,
        moments,
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
  private void all(
      Tx tx,
      String tenantId,
      View view,
      Told told,
      Moments moments,
      Consumer<AccountScore> consumer) {
    Instant time = view.happened(moments.latest());
    long day = Day.of(time);
    var viewpoint = new Viewpoint(time, view.known(moments.latest()), told.inEffect().scorer());
    var families =
        new Families(
            tx,
            tenantId,
            view.knownAt().now()
                ? key -> Family.live(tx, key, told.of(key))
                : key -> pastFamilies.over(tx, key, told.of(key), viewpoint));
    Consumer<StoredHistory> scoring =
        stored -> {
          if (stored.history().firstDay().orElse(Long.MAX_VALUE) <= day) {
            var key = new AccountKey(tenantId, stored.accountId());
            AccountScores own = families.over(told.of(key), stored.accountId());
            consumer.accept(ScoreReader.computed(own, stored, moments.of(stored.shard()), time));
          }
        };
    if (view.knownAt().now()) {
      StoredHistories.all(tx, Day.monthOf(day), scoring);
    } else {
      past.each(tenantId, viewpoint, moments, scoring);
    }
  }

  /** Answers the call; blocks. */
  public SummarizePortfolioResponse summarize(String tenantId, SummarizePortfolioRequest request) {
    var violations = new Violations();
    View view = View.of(request, violations);
    violations.throwIfAny();
    return reads.read(tenantId, tx -> summarize(tx, tenantId, request.getScoreName(), view));
  }

  private SummarizePortfolioResponse summarize(
      Tx tx, String tenantId, String scoreName, View view) {
    Moments moments = Moments.read(tx);
    Told told = told(tx, tenantId, scoreName, view, moments);
    AccountScores scores = told.inEffect();
    var summary = new PortfolioSummary(scores.scorer().card());
    if (view.isNow()) {
      summary.addCurrent(tx, scores.name());
    } else {
      all(tx, tenantId, view, told, moments, summary::add);
    }
    return summary
        .message()
        .setAsOfTime(ProtoTime.timestamp(view.happened(moments.latest())))
        .setModel(scores.model())
        .build();
  }
}
