package io.barometer.scoring.past;

import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moments;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The accounts below another, from the event log, account by account: for views that the histories
 * kept in days do not answer. Blocks.
 */
@ApplicationScoped
public class PastFamilies {
  private final PastEvents past;

  PastFamilies(PastEvents past) {
    this.past = past;
  }

  /** One of an account's scores, made of its children as they are seen from somewhere. */
  public AccountScores over(Tx tx, AccountKey key, AccountScores scores, Viewpoint from) {
    if (scores.scorer().card().rollUp() == null) {
      return scores;
    }
    SortedMap<String, AccountHistory> below = Family.below(tx, key);
    events(tx, key.tenantId(), below)
        .forEach((account, events) -> below.put(account, from.history(events)));
    return Family.among(key.accountId(), below, scores);
  }

  /**
   * The events of accounts, in the order in which they were recorded; of too many those of none.
   */
  public Map<String, List<PastEvent>> events(
      Tx tx, String tenantId, SortedMap<String, AccountHistory> accounts) {
    Map<String, List<PastEvent>> events = new TreeMap<>();
    if (accounts.isEmpty() || accounts.size() > Family.ACCOUNTS) {
      return events;
    }
    Moments moments = Moments.read(tx);
    for (Row row :
        tx.query(
            """
            select distinct account_id, shard from scoring.account_month
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
              and account_id = any($1::text[])
            """,
            Tuple.tuple().addArrayOfString(accounts.keySet().toArray(String[]::new)))) {
      String account = row.getString(0);
      events.put(account, past.of(tenantId, account, moments.of(row.getInteger(1))));
    }
    return events;
  }
}
