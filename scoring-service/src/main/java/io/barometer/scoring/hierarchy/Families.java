package io.barometer.scoring.hierarchy;

import io.barometer.eventstore.Tx;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** The families of a tenant's accounts, for reads of many: only parents are asked for more. */
public final class Families {
  private final String tenantId;
  private final Function<AccountKey, AccountScores> family;
  private final Set<String> parents = new HashSet<>();

  /**
   * Those of a tenant, as long as the transaction is open.
   *
   * @param family makes the scores of a parent
   */
  public Families(Tx tx, String tenantId, Function<AccountKey, AccountScores> family) {
    this.tenantId = tenantId;
    this.family = family;
    tx.query(
            "select distinct parent_id from scoring.parentage where tenant_id = $1",
            Tuple.of(tenantId))
        .forEach(row -> parents.add(row.getString(0)));
  }

  /** One of an account's scores, made of its children where it has some. */
  public AccountScores over(AccountScores scores, String accountId) {
    return parents.contains(accountId) ? family.apply(new AccountKey(tenantId, accountId)) : scores;
  }
}
