package io.barometer.scoring.project;

import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.eventstore.project.PoisonedEntry;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.FoldedModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds one shard's state again, beside the live one, from position 0. Histories only: scores are
 * computed once at the end, and nothing is told to anybody.
 */
final class ShardBuild {
  private static final int CAPACITY = 5_000;
  private static final int SCORE_PAGE = 500;

  private final Transactions transactions;
  private final AccountLog log;
  private final ActiveModels.Snapshot active;
  private final FoldedModels folded;
  private final int version;
  private final int shard;
  private AccountCache accounts = new AccountCache(CAPACITY);
  private StateHash stateHash = new StateHash(null);
  private final Map<AccountKey, Long> frozen = new HashMap<>();
  private final TenantSignals signals = new TenantSignals();
  private final Parents parents = new Parents();
  private Instant clock = Instant.EPOCH;
  private long position;

  ShardBuild(
      Transactions transactions,
      AccountLog log,
      ActiveModels.Snapshot active,
      FoldedModels folded,
      int version,
      int shard) {
    this.transactions = transactions;
    this.log = log;
    this.active = active;
    this.folded = folded;
    this.version = version;
    this.shard = shard;
  }

  int shard() {
    return shard;
  }

  long position() {
    return position;
  }

  byte[] stateHash() {
    return stateHash.bytes();
  }

  /** Adds entries in a transaction of its own; they must follow the position. */
  void add(List<LogEntry> entries) {
    while (true) {
      byte[] before = stateHash.bytes();
      try {
        transactions.run(tx -> add(tx, entries));
        return;
      } catch (PoisonedEntry poisoned) {
        accounts = new AccountCache(CAPACITY);
        stateHash = new StateHash(before);
        freeze(poisoned);
      }
    }
  }

  private void freeze(PoisonedEntry poisoned) {
    AccountKey key = StoredEvent.streamOf(poisoned.entry());
    String error = String.valueOf(poisoned.getMessage());
    long at = poisoned.entry().position();
    transactions.run(tx -> ShardTables.freeze(tx, version, shard, key, at, error, clock));
    frozen.putIfAbsent(key, at);
  }

  /** Adds entries in somebody else's transaction. */
  void add(Tx tx, List<LogEntry> entries) {
    List<StoredEvent> events = new ArrayList<>(entries.size());
    Set<AccountKey> keys = new TreeSet<>();
    for (LogEntry entry : entries) {
      if (!isFrozen(entry)) {
        StoredEvent event = StoredEvent.of(entry);
        events.add(event);
        keys.add(event.key());
      }
    }
    Map<AccountKey, Account> touched = open(tx, keys);
    RetoldAccounts retold = new RetoldAccounts(log, shard, events);
    Instant latest = clock;
    for (StoredEvent event : events) {
      latest = event.clock().isAfter(latest) ? event.clock() : latest;
      Account account = touched.get(event.key());
      if (account != null && !event.tick()) {
        fold(account, event, retold);
      }
    }
    MonthTable.write(tx, version, shard, MonthTable.takeChanged(touched.values(), stateHash));
    signals.saw(touched.values());
    signals.write(tx, shard);
    parents.writeNamed(tx);
    accounts.trim();
    clock = latest;
    position = entries.isEmpty() ? position : entries.getLast().position();
  }

  private void fold(Account account, StoredEvent event, RetoldAccounts retold) {
    var derived = folded.of(account.key.tenantId());
    if (event.retraction()) {
      signals.saw(List.of(account));
      HistoryFold.retract(account, event, retold.upTo(event), derived, parents);
    } else {
      HistoryFold.add(account, event, derived, parents);
    }
  }

  private boolean isFrozen(LogEntry entry) {
    return !frozen.isEmpty()
        && frozen.getOrDefault(StoredEvent.streamOf(entry), Long.MAX_VALUE) <= entry.position();
  }

  private Map<AccountKey, Account> open(Tx tx, Set<AccountKey> keys) {
    Map<AccountKey, Account> missing = new HashMap<>();
    for (AccountKey key : accounts.missing(keys)) {
      missing.put(key, new Account(key, active.of(key.tenantId())));
    }
    if (!missing.isEmpty()) {
      MonthTable.load(tx, version, missing);
      missing.values().forEach(accounts::put);
    }
    Map<AccountKey, Account> open = new HashMap<>();
    for (AccountKey key : keys) {
      Account account = accounts.get(key);
      if (account != null) {
        open.put(key, account);
      }
    }
    return open;
  }

  /** Writes a score row for every account, as of the shard's clock. */
  void score(Tx tx, ShardState state, List<AccountKey> keys) {
    for (int from = 0; from < keys.size(); from += SCORE_PAGE) {
      List<AccountKey> page = keys.subList(from, Math.min(keys.size(), from + SCORE_PAGE));
      state.touched.putAll(open(tx, new TreeSet<>(page)));
      Map<AccountKey, Family> families = state.families(page);
      for (Account account : state.touched.values()) {
        account.use(state.scores(account.key.tenantId()), families.get(account.key));
        Rescoring.settle(state, account);
      }
      ScoreTable.write(tx, version, shard, Rescoring.refreshRows(state));
      state.touched.clear();
      accounts.trim();
    }
  }
}
