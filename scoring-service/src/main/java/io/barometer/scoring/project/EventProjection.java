package io.barometer.scoring.project;

import static java.util.Objects.requireNonNull;

import io.barometer.audit.AuditTrail;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Tx;
import io.barometer.eventstore.project.PoisonedEntry;
import io.barometer.eventstore.project.Projection;
import io.barometer.model.history.Day;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.FoldedModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds the event log into histories, scores and the score log. Every event scores its account anew
 * as of the shard's day; every day start scores all accounts that time can still move; a model that
 * took effect scores all accounts of its tenant. Whatever changes is one entry of the score log;
 * overrides are told in the audit trail. All of it is in the loop's one transaction.
 */
public final class EventProjection implements Projection {
  private static final AccountKey FIRST = new AccountKey("", "");

  private final ActiveModels models;
  private final ProjectionMetrics metrics;
  private final CommitListener listener;
  private final AccountLog log;
  private final AuditTrail trail;
  private final int cacheCapacity;
  private final Map<Integer, ShardState> states = new ConcurrentHashMap<>();
  private final Map<Integer, List<StoredEvent>> uncommitted = new ConcurrentHashMap<>();

  /** Told when a shard's state and score log are durable up to a place. */
  @FunctionalInterface
  public interface CommitListener {
    void committed(int shard, long sequence);
  }

  /**
   * A projection.
   *
   * @param log where an account is read anew when an event of it is retracted
   * @param trail where overrides are told
   * @param cacheCapacity accounts per shard that stay in memory
   */
  public EventProjection(
      ActiveModels models,
      AccountLog log,
      AuditTrail trail,
      ProjectionMetrics metrics,
      int cacheCapacity,
      CommitListener listener) {
    this.models = models;
    this.log = log;
    this.trail = trail;
    this.metrics = metrics;
    this.cacheCapacity = cacheCapacity;
    this.listener = listener;
  }

  @Override
  public void apply(Tx tx, int shard, List<LogEntry> entries) {
    long begun = System.nanoTime();
    ShardState state = open(tx, shard);
    useModels(tx, state);
    if (entries.isEmpty()) {
      scoreParents(tx, state);
    }
    List<StoredEvent> events = read(state, entries);
    load(tx, state, events.stream().map(StoredEvent::key).toList());
    RetoldAccounts retold = new RetoldAccounts(log, shard, events);
    AuditedOverrides overrides = new AuditedOverrides();
    for (StoredEvent event : events) {
      if (event.dayStarted() && state.moving.size() > cacheCapacity) {
        write(tx, state);
      }
      if (Day.of(event.clock()) > state.day()) {
        populate(tx, state, ShardTables.ranking(tx, state), Day.of(event.clock()));
      }
      state.clock(event.clock());
      if (event.dayStarted()) {
        startDay(tx, state, event);
      } else if (event.hourStarted()) {
        Telling.hourStarted(state, event);
      } else {
        overrides.see(event);
        if (event.retraction()) {
          overrides.retracted(event, retold.upTo(event));
        }
        add(tx, state, event, retold);
      }
    }
    state.position = entries.isEmpty() ? state.position : entries.getLast().position();
    write(tx, state);
    overrides.write(tx, trail);
    uncommitted.put(shard, events);
    metrics.batch(entries.size(), System.nanoTime() - begun);
  }

  @Override
  public void freeze(Tx tx, PoisonedEntry poisoned) {
    LogEntry entry = poisoned.entry();
    ShardState state = open(tx, entry.shard());
    AccountKey key = StoredEvent.streamOf(entry);
    String error = String.valueOf(poisoned.getMessage());
    ShardTables.freeze(
        tx, state.version, entry.shard(), key, entry.position(), error, state.clock());
    state.frozen.putIfAbsent(key, entry.position());
    state.moving.remove(key);
    metrics.poisoned();
  }

  @Override
  public void committed(int shard, long position) {
    ShardState state = states.get(shard);
    List<StoredEvent> events = uncommitted.remove(shard);
    if (state != null && events != null) {
      metrics.committed(shard, position, events);
      metrics.frozen(shard, state.frozen.size());
      listener.committed(shard, state.sequence());
    }
  }

  @Override
  public void forget(int shard) {
    states.remove(shard);
    uncommitted.remove(shard);
  }

  @Override
  public byte @Nullable [] stateHash(int shard) {
    ShardState state = states.get(shard);
    return state == null ? null : state.stateHash.bytes();
  }

  /**
   * The state of the live build: the copy in memory, unless a rebuild has taken over since, or
   * another process has touched the shard, which moves no position.
   */
  private ShardState open(Tx tx, int shard) {
    ShardTables.Head head = ShardTables.head(tx, shard);
    ShardTables.Live live = head.live();
    ActiveModels.Snapshot active = models.all(tx, live.models());
    ShardState known = states.get(shard);
    if (known == null || !known.isAt(head)) {
      known = ShardTables.load(tx, shard, live.version(), new AccountCache(cacheCapacity), active);
      known.moving.removeAll(known.frozen.keySet());
      states.put(shard, known);
    }
    known.tx = tx;
    if (known.active.count() != active.count()) {
      known.active = active;
      known.folded = FoldedModels.read(tx, known.version);
    }
    return known;
  }

  /**
   * Scores the accounts of tenants whose models or populations are others than the shard's tables
   * know.
   */
  private void useModels(Tx tx, ShardState state) {
    if (state.models >= state.active.count()) {
      return;
    }
    Set<String> tenants = state.active.changedSince(state.models);
    state.changed(tenants);
    if (state.clock().isAfter(Instant.EPOCH)) {
      populate(tx, state, tenants, state.day());
    }
    var cause = new Cause(state.position, null);
    everybody(tx, state, tenants, a -> Rescoring.anew(state, state.touch(a), cause));
    state.models = state.active.count();
  }

  /** Scores the accounts anew whose children moved, in whatever shard those are. */
  private void scoreParents(Tx tx, ShardState state) {
    List<AccountKey> due = Parents.take(tx, state.shard);
    if (due.isEmpty()) {
      return;
    }
    write(tx, state);
    state.accounts.forget(Set.copyOf(due)::contains);
    var cause = new Cause(state.position, null);
    for (int from = 0; from < due.size(); from += cacheCapacity) {
      var page = due.subList(from, Math.min(due.size(), from + cacheCapacity));
      each(
          tx,
          state,
          page,
          account -> {
            if (account.exists()) {
              Rescoring.withParents(state, state.touch(account), cause);
            }
          });
    }
  }

  /** Notes where accounts stood when a day began, and days before that nobody noted it of. */
  private void populate(Tx tx, ShardState state, Set<String> tenants, long day) {
    var standings = Standings.lacking(tx, state, tenants, day);
    if (!standings.tenants().isEmpty()) {
      write(tx, state);
      everybody(tx, state, standings.tenants(), standings::add);
      standings.write(tx, state.shard);
    }
  }

  private void everybody(Tx tx, ShardState state, Set<String> tenants, Consumer<Account> work) {
    AccountKey after = FIRST;
    List<AccountKey> page;
    do {
      page = ShardTables.accounts(tx, state, tenants, after, cacheCapacity);
      each(tx, state, page, work);
      after = page.isEmpty() ? after : page.getLast();
    } while (page.size() == cacheCapacity);
  }

  /** Does something to accounts that are not frozen, and writes when too many are in memory. */
  private void each(Tx tx, ShardState state, List<AccountKey> page, Consumer<Account> work) {
    load(tx, state, page);
    for (AccountKey key : page) {
      Account account = state.accounts.get(key);
      if (account != null && !state.frozen.containsKey(key)) {
        work.accept(account);
      }
    }
    if (state.accounts.overfull()) {
      write(tx, state);
    }
  }

  /** What is not of a frozen stream. */
  private static List<StoredEvent> read(ShardState state, List<LogEntry> entries) {
    List<StoredEvent> events = new ArrayList<>(entries.size());
    for (LogEntry entry : entries) {
      if (!state.frozen(entry)) {
        events.add(StoredEvent.of(entry));
      }
    }
    return events;
  }

  private void load(Tx tx, ShardState state, Collection<AccountKey> keys) {
    Set<AccountKey> missing = state.accounts.missing(new TreeSet<>(keys));
    if (missing.isEmpty()) {
      return;
    }
    Map<AccountKey, Account> accounts = new HashMap<>();
    Map<AccountKey, Family> families = state.families(missing);
    for (AccountKey key : missing) {
      accounts.put(key, new Account(key, state.scores(key.tenantId()), families.get(key)));
    }
    MonthTable.load(tx, state.version, accounts);
    ScoreTable.load(tx, state.version, accounts);
    accounts.values().forEach(state.accounts::put);
  }

  private void add(Tx tx, ShardState state, StoredEvent event, RetoldAccounts retold) {
    if (state.accounts.get(event.key()) == null) {
      load(tx, state, List.of(event.key()));
    }
    Account account = requireNonNull(state.accounts.get(event.key()));
    if (event.retraction()) {
      retract(tx, state, account, event, retold.upTo(event));
      return;
    }
    if (account.key.isAccount()) {
      Telling.source(state, account, event);
    }
    HistoryFold.add(account, event, state.folded.of(account.key.tenantId()), state.parents);
    state.touched.put(account.key, account);
    if (account.key.isAccount()) {
      Telling.event(state, account, event);
      Rescoring.withParents(state, account, Cause.of(event));
      if (account.isParent()) {
        state.parents.moved(account.toldParents());
      }
    }
  }

  /**
   * Takes an event back: the account's history is made anew without it, and its scores are told
   * with what that takes back of earlier ones. What was noted is written first, to be read among
   * them.
   */
  private void retract(
      Tx tx, ShardState state, Account account, StoredEvent event, List<RecordedEvent> events) {
    state.signals.saw(List.of(account));
    write(tx, state);
    state.accounts.put(account);
    Map<String, Withdrawal> withdrawals = Map.of();
    if (account.key.isAccount()) {
      withdrawals = new Withdrawals(tx, models, state.shard, account, events).byScore();
    }
    HistoryFold.retract(
        account, event, events, state.folded.of(account.key.tenantId()), state.parents);
    state.touched.put(account.key, account);
    if (account.key.isAccount()) {
      Rescoring.retracted(state, account, Cause.of(event), withdrawals);
      Telling.event(state, account, event);
    }
  }

  private void startDay(Tx tx, ShardState state, StoredEvent event) {
    List<AccountKey> moving = List.copyOf(state.moving);
    for (int from = 0; from < moving.size(); from += cacheCapacity) {
      var page = moving.subList(from, Math.min(moving.size(), from + cacheCapacity));
      each(tx, state, page, a -> Rescoring.atDayStart(state, state.touch(a), Cause.of(event)));
    }
    Rescoring.dayStarted(state, event);
  }

  private void write(Tx tx, ShardState state) {
    List<ScoreTable.ScoreRow> changed = Rescoring.refreshRows(state);
    MonthTable.write(
        tx,
        state.version,
        state.shard,
        MonthTable.takeChanged(state.touched.values(), state.stateHash));
    ScoreTable.write(tx, state.version, state.shard, changed);
    ScoreLogTable.write(tx, state.shard, List.copyOf(state.newEntries));
    state.signals.saw(state.touched.values());
    state.signals.write(tx, state.shard);
    state.parents.write(tx, state.shards);
    ShardTables.write(tx, state);
    metrics.scoreChanges(state.newEntries.size());
    state.newEntries.clear();
    state.touched.clear();
    state.accounts.trim();
  }
}
