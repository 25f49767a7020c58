package io.barometer.alerting.evaluate;

import io.barometer.alerting.evaluate.ScoreEntries.Heard;
import io.barometer.alerting.evaluate.ScoreEntries.Moved;
import io.barometer.alerting.evaluate.ScoreEntries.Passed;
import io.barometer.alerting.incident.IncidentSettings;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Tx;
import io.barometer.eventstore.project.PoisonedEntry;
import io.barometer.eventstore.project.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Applies the score log: asks the policy about every entry and writes what it decided, alerts,
 * deliveries and triggers, in the transaction of the checkpoint. The number of statements does not
 * depend on the number of entries.
 */
final class ScoreEvaluator implements Projection {

  private final WatchedTable table = new WatchedTable();
  private final TenantConfigs configs = new TenantConfigs();
  private final ShardTables shardTables = new ShardTables();
  private final ReleaseTable releases = new ReleaseTable();
  private final TransitionTables transitionTables;
  private final CorrectionTable correctionTable = new CorrectionTable();
  private final ConcurrentMap<Integer, ShardState> shards = new ConcurrentHashMap<>();
  private final int cachedPerShard;
  private final Consumer<List<Told>> afterCommit;

  /**
   * An evaluator.
   *
   * @param cachedPerShard accounts kept in memory for each shard
   * @param incidents how alerts belong together
   * @param afterCommit hears of transitions when they are durable; must not block
   */
  ScoreEvaluator(int cachedPerShard, IncidentSettings incidents, Consumer<List<Told>> afterCommit) {
    this.transitionTables = new TransitionTables(new AlertIncidents(incidents, releases));
    this.cachedPerShard = cachedPerShard;
    this.afterCommit = afterCommit;
  }

  @Override
  public void apply(Tx tx, int shard, List<LogEntry> entries) {
    ShardState state = state(tx, shard);
    List<ScoreEntries.Read> read = new ArrayList<>(entries.size());
    for (LogEntry entry : entries) {
      if (!state.frozen(entry)) {
        read.add(ScoreEntries.read(entry));
      }
    }
    List<Watched> due = due(tx, shard, read);
    Map<String, TenantConfig> tenants = configs.lock(tx, tenants(read, due));
    Evaluation evaluation = new Evaluation(tenants, state.toldUpTo);
    assemble(tx, state, read, due, evaluation);
    read.forEach(evaluation::step);

    releases.save(tx, read);
    table.save(tx, shard, evaluation.changed());
    transitionTables.write(tx, shard, evaluation.told());
    correctionTable.write(tx, shard, evaluation);
    state.reached(entries.getLast().position(), evaluation);
    shardTables.save(tx, shard, state.sequence, state.hour);
  }

  @Override
  public void freeze(Tx tx, PoisonedEntry poisoned) {
    shardTables.freeze(tx, poisoned);
  }

  @Override
  public void committed(int shard, long position) {
    ShardState state = shards.get(shard);
    if (state != null) {
      List<Told> told = state.pending;
      state.pending = List.of();
      afterCommit.accept(told);
    }
  }

  @Override
  public void forget(int shard) {
    shards.remove(shard);
  }

  private ShardState state(Tx tx, int shard) {
    ShardState state = shards.get(shard);
    if (state == null) {
      state = shardTables.load(tx, shard, new WatchedCache(cachedPerShard));
      shards.put(shard, state);
    }
    return state;
  }

  private List<Watched> due(Tx tx, int shard, List<ScoreEntries.Read> read) {
    long last = Long.MIN_VALUE;
    for (ScoreEntries.Read entry : read) {
      if (entry instanceof Passed passed) {
        last = Math.max(last, passed.hour());
      }
    }
    return last == Long.MIN_VALUE ? List.of() : table.due(tx, shard, last);
  }

  private static Set<String> tenants(List<ScoreEntries.Read> read, List<Watched> due) {
    Set<String> tenants = new TreeSet<>();
    for (ScoreEntries.Read entry : read) {
      switch (entry) {
        case Moved moved -> tenants.add(moved.account().tenantId());
        case Heard heard -> tenants.add(heard.account().tenantId());
        case Passed _ -> {}
      }
    }
    due.forEach(account -> tenants.add(account.key.tenantId()));
    return tenants;
  }

  /** Brings every account the batch is about into the evaluation: from the cache or the tables. */
  private void assemble(
      Tx tx,
      ShardState state,
      List<ScoreEntries.Read> read,
      List<Watched> due,
      Evaluation evaluation) {
    for (Watched account : due) {
      evaluation.add(account);
      state.cache.put(account);
    }
    Set<ScoreKey> unknown = new TreeSet<>();
    for (ScoreEntries.Read entry : read) {
      for (ScoreKey key : evaluation.concerned(entry)) {
        Watched cached = evaluation.knows(key) ? null : state.cache.get(key);
        if (cached != null) {
          evaluation.add(cached);
        } else if (!evaluation.knows(key)) {
          unknown.add(key);
        }
      }
    }
    for (Watched account : table.load(tx, unknown)) {
      unknown.remove(account.key);
      evaluation.add(account);
      state.cache.put(account);
    }
    for (ScoreKey key : unknown) {
      Watched account = Watched.blank(key);
      evaluation.add(account);
      state.cache.put(account);
    }
  }
}
