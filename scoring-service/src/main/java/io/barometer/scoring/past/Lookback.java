package io.barometer.scoring.past;

import io.barometer.eventstore.Tx;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.TenantScores;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Looks at an account from anywhere in time. The projection's day histories answer for the end of
 * any day with all that is known; whatever else is asked for is folded from the account's events.
 */
@ApplicationScoped
public class Lookback {
  private final TenantReads reads;
  private final ActiveModels models;
  private final PastEvents past;
  private final PastFamilies families;

  Lookback(TenantReads reads, ActiveModels models, PastEvents past, PastFamilies families) {
    this.reads = reads;
    this.models = models;
    this.past = past;
    this.families = families;
  }

  /**
   * Looks at one score of an account; blocks.
   *
   * @throws io.barometer.edge.Refusal when there is no such account, score, model or moment
   */
  public <T> T look(
      String tenantId, String accountId, String scoreName, View view, Function<Sight, T> work) {
    if (view.isOfDays()) {
      return reads.read(
          tenantId, tx -> work.apply(ofDays(tx, tenantId, accountId, scoreName, view)));
    }
    Moment moment = moment(tenantId, accountId);
    List<PastEvent> events = past.of(tenantId, accountId, moment);
    return reads.read(
        tenantId,
        tx -> {
          var key = new AccountKey(tenantId, accountId);
          AccountScores scores = scores(tx, key, scoreName, view, moment);
          Viewpoint from = viewpoint(view, moment, scores);
          var seen = new StoredHistory(accountId, moment.shard(), from.history(events));
          AccountScores own = families.over(tx, key, scores, from);
          return work.apply(new Sight(tx, own, seen, moment, from.asOf()));
        });
  }

  private Sight ofDays(Tx tx, String tenantId, String accountId, String scoreName, View view) {
    var key = new AccountKey(tenantId, accountId);
    AccountScores scores = Family.live(tx, key, models.of(tx, tenantId).of(key).named(scoreName));
    StoredHistory stored = StoredHistories.one(tx, accountId);
    Moment moment = Moments.read(tx).of(stored.shard());
    return new Sight(tx, scores, stored, moment, view.happened(moment.clock()));
  }

  /** How far the shard of an account is. */
  public Moment moment(String tenantId, String accountId) {
    return reads.read(tenantId, tx -> Moments.read(tx).of(StoredHistories.shard(tx, accountId)));
  }

  /** What computes a score of an account from a view. */
  public AccountScores scores(Tx tx, AccountKey key, String scoreName, View view, Moment moment) {
    if (view.model().isPresent()) {
      return models.under(tx, key.tenantId(), view.model().get());
    }
    TenantScores all =
        view.knownAt().now()
            ? models.of(tx, key.tenantId())
            : models.at(tx, key.tenantId(), view.known(moment.clock()));
    return all.of(key).named(scoreName);
  }

  /** A view as the model knows it. */
  public static Viewpoint viewpoint(View view, Moment moment, AccountScores scores) {
    Instant clock = moment.clock();
    return new Viewpoint(view.happened(clock), view.known(clock), scores.scorer());
  }
}
