package io.barometer.scoring.project;

import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.Day;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.population.StoredPopulations;
import io.barometer.scoring.project.ScoreLogTable.LogRow;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.FoldedModels;
import io.barometer.scoring.scorecard.TenantScores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the projection has in memory of one shard: a copy of what the tables hold, plus what the
 * running transaction is about to write. Dropped as a whole when that transaction fails. For one
 * thread at a time.
 */
final class ShardState {
  final int shard;
  final int version;
  final StateHash stateHash;
  final AccountCache accounts;

  /** What accounts are scored with; replaced when a model takes effect. */
  ActiveModels.Snapshot active;

  /** The running transaction. */
  Tx tx;

  /** Tenant to what its accounts are scored with, ranked where the model ranks. */
  private final Map<String, TenantScores> scores = new HashMap<>();

  /** What histories keep besides the observations themselves. */
  FoldedModels folded;

  /** The count of models with which all accounts are scored. */
  long models;

  /** Everything up to it is applied. */
  long position;

  /** Frozen streams, each from a position on. */
  final Map<AccountKey, Long> frozen;

  /** Accounts whose score or trends time can still move, in order. */
  final TreeSet<AccountKey> moving;

  /** Accounts that this transaction looked at, whose rows may have to be written. */
  final TreeMap<AccountKey, Account> touched = new TreeMap<>();

  final List<LogRow> newEntries = new ArrayList<>();
  final TenantSignals signals = new TenantSignals();
  final Parents parents = new Parents();
  private Instant clock;
  private long sequence;

  /** How many shards there are. */
  final int shards;

  ShardState(
      Tx tx,
      int shard,
      int version,
      StateHash stateHash,
      AccountCache accounts,
      ActiveModels.Snapshot active,
      FoldedModels folded,
      long models,
      long position,
      Instant clock,
      long sequence,
      int shards,
      Map<AccountKey, Long> frozen,
      Set<AccountKey> moving) {
    this.tx = tx;
    this.shard = shard;
    this.version = version;
    this.stateHash = stateHash;
    this.accounts = accounts;
    this.active = active;
    this.folded = folded;
    this.models = models;
    this.position = position;
    this.clock = clock;
    this.sequence = sequence;
    this.shards = shards;
    this.frozen = frozen;
    this.moving = new TreeSet<>(moving);
  }

  /** What a tenant's accounts are scored with. */
  TenantScores scores(String tenantId) {
    return scores.computeIfAbsent(
        tenantId,
        tenant ->
            active
                .of(tenant)
                .among(with -> new StoredPopulations(() -> tx, tenant, with.model().getHash())));
  }

  /** The models or populations of these tenants are others now. */
  void changed(Set<String> tenants) {
    scores.keySet().removeAll(tenants);
    accounts.forget(key -> tenants.contains(key.tenantId()));
  }

  /** Those of some accounts that have children and a score that is made of them. */
  Map<AccountKey, Family> families(Collection<AccountKey> keys) {
    Map<AccountKey, Family> families = new HashMap<>();
    for (AccountKey parent :
        Family.parents(tx, keys.stream().filter(k -> scores(k.tenantId()).rollUp()).toList())) {
      families.put(parent, new Family(() -> tx, version, parent));
    }
    return families;
  }

  /** Has an account's rows written if they are others now. */
  Account touch(Account account) {
    touched.put(account.key, account);
    return account;
  }

  /** The latest recorded time seen. */
  Instant clock() {
    return clock;
  }

  /** The UTC day of the clock. */
  long day() {
    return Day.of(clock);
  }

  /** Moves the clock forward; an earlier time changes nothing. */
  void clock(Instant time) {
    if (time.isAfter(clock)) {
      clock = time;
    }
  }

  /** Whether an entry belongs to a frozen part of its stream. */
  boolean frozen(LogEntry entry) {
    return !frozen.isEmpty()
        && frozen.getOrDefault(StoredEvent.streamOf(entry), Long.MAX_VALUE) <= entry.position();
  }

  /** Whether the tables still say what they said when this was written last. */
  boolean isAt(ShardTables.Head head) {
    return version == head.live().version()
        && sequence == head.sequence()
        && models == head.scoredWith();
  }

  long sequence() {
    return sequence;
  }

  long nextSequence() {
    return ++sequence;
  }

  /** Notes whether time can still do something to an account. */
  void moved(Account account) {
    if (account.moves() && !frozen.containsKey(account.key)) {
      moving.add(account.key);
    } else {
      moving.remove(account.key);
    }
  }
}
