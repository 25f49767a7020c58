package io.barometer.eventstore.project;

import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.LogReader;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Brings a log's entries to a projection so that each takes effect once: a transaction locks the
 * checkpoint, applies what follows it without a gap, and saves the new one. Repeats are dropped,
 * holes are read from the log's owner. Whoever else moves the same checkpoint (a zombie before a
 * rebalance) only costs a look at the table.
 */
public final class ProjectionLoop {

  /** Entries per read of a hole, and so per transaction. */
  private static final int CHUNK = 1_000;

  private final Transactions transactions;
  private final Checkpoints checkpoints;
  private final LogReader log;
  private final Projection projection;
  private final EntryTracing tracing;
  private final ConcurrentMap<Integer, Long> positions = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * A loop.
   *
   * @param checkpointTable with its schema, for example {@code scoring.checkpoint}
   * @param name the projection's name in that table and in traces
   * @param version raise it to build the projection again from position 0
   */
  public ProjectionLoop(
      Pool pool,
      String checkpointTable,
      String name,
      int version,
      LogReader log,
      Projection projection) {
    this.transactions = new Transactions(pool);
    this.checkpoints = new Checkpoints(checkpointTable, name, version);
    this.log = log;
    this.projection = projection;
    this.tracing = new EntryTracing(name);
  }

  /**
   * Applies what is new among these entries; blocks until it is durable.
   *
   * @param entries of one shard; repeats, holes and any order are fine
   * @return the position up to which everything is applied
   */
  public long accept(int shard, List<LogEntry> entries) {
    return exclusively(shard, () -> advance(shard, entries));
  }

  /**
   * Applies what the log's owner has beyond the checkpoint, to its end; tells the position reached.
   */
  public long catchUp(int shard) {
    return exclusively(
        shard,
        () -> {
          long known = position(shard);
          var entries = log.readAfter(shard, known, CHUNK);
          while (!entries.isEmpty()) {
            known = apply(shard, known, entries);
            entries = log.readAfter(shard, known, CHUNK);
          }
          return known;
        });
  }

  /** The position up to which everything is applied, by whichever process. */
  long checkpoint(int shard) {
    return transactions.<Long>call(tx -> checkpoints.read(tx, shard));
  }

  /** Whether the log has entries after a position. */
  boolean hasMore(int shard, long position) {
    return !log.readAfter(shard, position, 1).isEmpty();
  }

  /** Catches up with a shard that another process worked on until now. */
  void takeOver(int shard) {
    exclusively(
        shard,
        () -> {
          positions.remove(shard);
          projection.forget(shard);
          return 0;
        });
    catchUp(shard);
  }

  /**
   * Runs one transaction without entries, so that the projection can do what is due for another
   * reason than the log; blocks until it is durable.
   */
  public void touch(int shard) {
    exclusively(shard, () -> apply(shard, position(shard), List.of()));
  }

  /** The position up to which everything is applied, as far as this process knows. */
  public long position(int shard) {
    return positions.computeIfAbsent(
        shard, s -> transactions.<Long>call(tx -> checkpoints.lock(tx, s)));
  }

  private long exclusively(int shard, LongSupplier work) {
    var lock = locks.computeIfAbsent(shard, s -> new ReentrantLock());
    lock.lock();
    try {
      return work.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  private long advance(int shard, List<LogEntry> entries) {
    long known = position(shard);
    var run = next(shard, known, entries);
    while (!run.isEmpty()) {
      known = apply(shard, known, run);
      run = next(shard, known, entries);
    }
    return known;
  }

  /**
   * What can be applied right after a position; read from the log when the first new entry lies
   * beyond a hole.
   */
  private List<LogEntry> next(int shard, long known, List<LogEntry> entries) {
    var run = new ArrayList<LogEntry>(entries.size());
    long expected = known + 1;
    for (LogEntry entry : entries) {
      if (entry.position() == expected) {
        run.add(entry);
        expected++;
      } else if (entry.position() > expected) {
        return run.isEmpty() ? fill(shard, known) : run;
      }
    }
    return run;
  }

  private List<LogEntry> fill(int shard, long known) {
    var entries = log.readAfter(shard, known, CHUNK);
    if (entries.isEmpty()) {
      throw new IllegalStateException("The log ends before an entry that was published");
    }
    return entries;
  }

  private long apply(int shard, long known, List<LogEntry> run) {
    try (var traced = tracing.begin(run)) {
      long reached = isolating(shard, known, traced.entries());
      positions.put(shard, reached);
      return reached;
    } catch (RuntimeException failure) {
      positions.remove(shard);
      projection.forget(shard);
      throw failure;
    }
  }

  private long isolating(int shard, long known, List<LogEntry> run) {
    var poisoned = new TreeMap<Long, PoisonedEntry>();
    while (true) {
      try {
        long reached = transactions.<Long>call(tx -> applyIn(tx, shard, known, run, poisoned));
        projection.committed(shard, reached);
        return reached;
      } catch (PoisonedEntry poison) {
        if (poisoned.put(poison.entry().position(), poison) != null) {
          throw poison;
        }
        projection.forget(shard);
      }
    }
  }

  private long applyIn(
      Tx tx, int shard, long known, List<LogEntry> run, SortedMap<Long, PoisonedEntry> poisoned) {
    long locked = checkpoints.lock(tx, shard);
    if (locked != known) {
      projection.forget(shard);
      return locked;
    }
    poisoned.values().forEach(poison -> projection.freeze(tx, poison));
    projection.apply(tx, shard, run);
    long reached = run.isEmpty() ? known : run.getLast().position();
    checkpoints.save(tx, shard, reached, projection.stateHash(shard));
    return reached;
  }
}
