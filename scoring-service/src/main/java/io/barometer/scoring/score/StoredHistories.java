package io.barometer.scoring.score;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads account histories of the tenant whose rows the transaction sees. */
public final class StoredHistories {
  private static final int PAGE = 200;

  /** A year of a busy account is 50 kB: few at a time keep the collector out of it. */
  private static final int PAGE_AT_ONCE = 32;

  private static final int PAGES_AT_ONCE = 4;
  private static final int EVERY_MONTH = Integer.MAX_VALUE;

  private StoredHistories() {}

  /**
   * One account's history.
   *
   * @throws Refusal NOT_FOUND when the tenant has no such account
   */
  public static StoredHistory one(Tx tx, String accountId) {
    List<String> ids = accountId.isEmpty() ? List.of() : List.of(accountId);
    return page(tx, ids, EVERY_MONTH).stream().findFirst().orElseThrow(() -> unknown(accountId));
  }

  /**
   * The shard of an account.
   *
   * @throws Refusal NOT_FOUND when the tenant has no such account
   */
  public static int shard(Tx tx, String accountId) {
    var rows =
        tx.query(
            """
            select shard from scoring.account_month
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
              and account_id = $1 and account_id <> '' limit 1
            """,
            Tuple.of(accountId));
    if (rows.size() == 0) {
      throw unknown(accountId);
    }
    return rows.iterator().next().getInteger(0);
  }

  /** What concerns every account of the tenant. */
  public static AccountHistory everybody(Tx tx) {
    return page(tx, List.of(""), EVERY_MONTH).stream()
        .findFirst()
        .map(StoredHistory::history)
        .orElseGet(AccountHistory::new);
  }

  /** Hands over every account of the tenant, by id, with what is known up to a month. */
  public static void all(Tx tx, int lastMonth, Consumer<StoredHistory> reader) {
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      List<String> ids = idsAfter(tx, after.get(), PAGE);
      page(tx, ids, lastMonth).forEach(reader);
      after = ids.size() < PAGE ? Optional.empty() : Optional.of(ids.getLast());
    }
  }

  /**
   * Hands over every account of the tenant likewise, but in no order and from several threads:
   * while later accounts are read, earlier ones are decoded and worked on. The work must not use
   * the transaction.
   */
  public static void eachAtOnce(Tx tx, int lastMonth, Consumer<StoredHistory> work) {
    eachAtOnce(tx, List.copyOf(revisions(tx).keySet()), lastMonth, work);
  }

  /** Hands over these accounts of the tenant likewise. */
  public static void eachAtOnce(
      Tx tx, List<String> accountIds, int lastMonth, Consumer<StoredHistory> work) {
    Queue<ForkJoinTask<?>> pages = new ArrayDeque<>();
    for (int from = 0; from < accountIds.size(); from += PAGE_AT_ONCE) {
      int to = Math.min(from + PAGE_AT_ONCE, accountIds.size());
      RowSet<Row> rows = rows(tx, accountIds.subList(from, to), lastMonth);
      pages.add(ForkJoinPool.commonPool().submit(() -> decode(rows, work)));
      if (pages.size() > PAGES_AT_ONCE) {
        pages.remove().join();
      }
    }
    pages.forEach(ForkJoinTask::join);
  }

  /** Every account of the tenant by id, and how often what is stored of it has changed. */
  public static SortedMap<String, Long> revisions(Tx tx) {
    SortedMap<String, Long> revisions = new TreeMap<>();
    for (Row row :
        tx.query(
            """
            select s.account_id, coalesce(r.revision, 0)
            from (select distinct projection_version, tenant_id, account_id from scoring.score
                  where projection_version = (select live_version from scoring.projection where name = 'scoring')) s
            left join scoring.account_revision r using (projection_version, tenant_id, account_id)
            """)) {
      revisions.put(row.getString(0), row.getLong(1));
    }
    return revisions;
  }

  /**
   * So many accounts of the tenant, or all where it has fewer, evenly chosen: those whose ids have
   * the smallest hashes.
   */
  public static List<String> sample(Tx tx, int most) {
    return ids(
        tx.query(
            """
            select account_id from
              (select distinct account_id from scoring.score
               where projection_version = (select live_version from scoring.projection where name = 'scoring')) a
            order by md5(account_id), account_id limit $1
            """,
            Tuple.of(most)));
  }

  /** The histories of accounts; those that the tenant does not have are left out. */
  public static List<StoredHistory> of(Tx tx, List<String> accountIds) {
    return page(tx, accountIds, EVERY_MONTH);
  }

  /** The answer to a question about an account that the tenant does not have. */
  public static Refusal unknown(String accountId) {
    return Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no account \"" + accountId + "\".")
        .meta("account_id", accountId);
  }

  /** The build whose histories these are. */
  public static int version(Tx tx) {
    return tx.query("select live_version from scoring.projection where name = 'scoring'")
        .iterator()
        .next()
        .getInteger(0);
  }

  /** How many accounts the tenant has. */
  public static int count(Tx tx) {
    return tx.query(
            """
            select count(distinct account_id)::int from scoring.score
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
            """)
        .iterator()
        .next()
        .getInteger(0);
  }

  /** At most so many accounts of the tenant behind one, by id. */
  public static List<StoredHistory> after(Tx tx, String accountId, int most) {
    return page(tx, idsAfter(tx, accountId, most), EVERY_MONTH);
  }

  private static List<String> idsAfter(Tx tx, String after, int most) {
    return ids(
        tx.query(
            """
            select distinct account_id from scoring.score
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
              and account_id > $1
            order by account_id limit $2
            """,
            Tuple.of(after, most)));
  }

  private static List<String> ids(RowSet<Row> rows) {
    List<String> ids = new ArrayList<>();
    for (Row row : rows) {
      ids.add(row.getString(0));
    }
    return ids;
  }

  private static List<StoredHistory> page(Tx tx, List<String> accountIds, int lastMonth) {
    List<StoredHistory> histories = new ArrayList<>(accountIds.size());
    decode(rows(tx, accountIds, lastMonth), histories::add);
    return histories;
  }

  private static RowSet<Row> rows(Tx tx, List<String> accountIds, int lastMonth) {
    return tx.query(
        """
        select account_id, shard, month, state from scoring.account_month
        where projection_version = (select live_version from scoring.projection where name = 'scoring')
          and account_id = any($1::text[]) and month <= $2
        order by account_id collate "C", month
        """,
        Tuple.of(accountIds.toArray(String[]::new), lastMonth));
  }

  /** Hands over one account after the other, so that nobody holds them all. */
  private static void decode(RowSet<Row> rows, Consumer<StoredHistory> work) {
    @Nullable StoredHistory account = null;
    for (Row row : rows) {
      String id = row.getString(0);
      if (account == null || !account.accountId().equals(id)) {
        if (account != null) {
          work.accept(account);
        }
        account = new StoredHistory(id, row.getInteger(1), new AccountHistory());
      }
      account.history().decodeMonth(row.getInteger(2), row.getBuffer(3).getBytes());
    }
    if (account != null) {
      work.accept(account);
    }
  }
}
