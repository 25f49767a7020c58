package io.barometer.scoring.hierarchy;

import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.Children;
import io.barometer.model.score.ChildrenHistory;
import io.barometer.model.score.Scorer;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.StoredHistories;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The accounts below one account, of whatever shards, read with two queries when they are asked for
 * and remembered until it rests. For one thread at a time.
 */
public final class Family {
  /** So many accounts below one are read; of more no score is made. */
  public static final int ACCOUNTS = 1_000;

  private static final Children TOO_MANY =
      new Children(List.of(), "more than " + ACCOUNTS + " accounts below it", List.of());

  private final Supplier<Tx> transaction;
  private final int version;
  private final AccountKey key;
  private final Map<Scorer, Map<Long, Children>> known = new HashMap<>();
  private @Nullable SortedMap<String, AccountHistory> below;

  /**
   * A family.
   *
   * @param transaction the one that is open while a score is computed
   * @param version of the build whose histories are read
   */
  public Family(Supplier<Tx> transaction, int version, AccountKey key) {
    this.transaction = transaction;
    this.version = version;
    this.key = key;
  }

  /**
   * An account's scores, made of its children in the live build on the days on which it has some,
   * as long as the transaction is open.
   */
  public static AccountScores live(Tx tx, AccountKey key, AccountScores scores) {
    if (scores.scorer().card().rollUp() == null) {
      return scores;
    }
    return new Family(() -> tx, StoredHistories.version(tx), key).over(scores);
  }

  /**
   * An account's scores, made of these accounts below it on the days on which it has children.
   *
   * @param below by id; they may change between two questions
   */
  public static AccountScores among(
      String accountId, SortedMap<String, AccountHistory> below, AccountScores scores) {
    return below.isEmpty() || scores.scorer().card().rollUp() == null
        ? scores
        : scores.over(day -> on(accountId, below, scores.scorer(), day));
  }

  /** Those of some accounts that ever had a child. */
  public static Set<AccountKey> parents(Tx tx, Collection<AccountKey> accounts) {
    Set<AccountKey> parents = new TreeSet<>();
    if (!accounts.isEmpty()) {
      for (Row row :
          tx.query(
              """
              select k.tenant_id, k.account_id from unnest($1::text[], $2::text[]) as k (tenant_id, account_id)
              where exists (select 1 from scoring.parentage p
                where p.tenant_id = k.tenant_id and p.parent_id = k.account_id)
              """,
              Tuple.tuple()
                  .addArrayOfString(
                      accounts.stream().map(AccountKey::tenantId).toArray(String[]::new))
                  .addArrayOfString(
                      accounts.stream().map(AccountKey::accountId).toArray(String[]::new)))) {
        parents.add(new AccountKey(row.getString(0), row.getString(1)));
      }
    }
    return parents;
  }

  /** The same scores, made of the children on the days on which there are some. */
  public AccountScores over(AccountScores scores) {
    return scores.scorer().card().rollUp() == null
        ? scores
        : scores.over(children(scores.scorer()));
  }

  /** Forgets what it has read. */
  public void rest() {
    known.clear();
    below = null;
  }

  private ChildrenHistory children(Scorer scorer) {
    return day -> {
      Map<Long, Children> days = known.computeIfAbsent(scorer, s -> new HashMap<>());
      Children found = days.get(day);
      if (found == null) {
        found = on(scorer, day);
        days.put(day, found);
      }
      return found;
    };
  }

  private Children on(Scorer scorer, long day) {
    SortedMap<String, AccountHistory> accounts = below;
    if (accounts == null) {
      accounts = read();
      below = accounts;
    }
    return on(key.accountId(), accounts, scorer, day);
  }

  private static Children on(
      String accountId, SortedMap<String, AccountHistory> below, Scorer scorer, long day) {
    return below.size() > ACCOUNTS ? TOO_MANY : new FamilyTree(accountId, below, scorer).on(day);
  }

  private SortedMap<String, AccountHistory> read() {
    SortedMap<String, AccountHistory> accounts = below(transaction.get(), key);
    if (!accounts.isEmpty() && accounts.size() <= ACCOUNTS) {
      load(accounts);
    }
    return accounts;
  }

  /** Everybody who was ever named below an account, with nothing known of them yet. */
  public static SortedMap<String, AccountHistory> below(Tx tx, AccountKey key) {
    SortedMap<String, AccountHistory> accounts = new TreeMap<>();
    for (Row row :
        tx.query(
            """
                with recursive below (account_id, level) as (
                  select child_id, 1 from scoring.parentage where tenant_id = $1 and parent_id = $2
                  union
                  select p.child_id, b.level + 1 from below b
                  join scoring.parentage p on p.tenant_id = $1 and p.parent_id = b.account_id
                  where b.level <= $3)
                select distinct account_id from below limit $4
                """,
            Tuple.of(key.tenantId(), key.accountId(), FamilyTree.LEVELS, ACCOUNTS + 1))) {
      accounts.put(row.getString(0), new AccountHistory());
    }
    return accounts;
  }

  private void load(SortedMap<String, AccountHistory> accounts) {
    for (Row row :
        transaction
            .get()
            .query(
                """
                select account_id, month, state from scoring.account_month
                where projection_version = $1 and tenant_id = $2 and account_id = any($3::text[])
                """,
                Tuple.of(version, key.tenantId(), accounts.keySet().toArray(String[]::new)))) {
      AccountHistory history = accounts.get(row.getString(0));
      if (history != null) {
        history.decodeMonth(row.getInteger(1), row.getBuffer(2).getBytes());
      }
    }
  }
}
