package io.barometer.eventstore.append;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings a batch into the store. Hot path: number it on what this process knows, and let the fence
 * and the unique indexes say whether that was right. Slow path, taken when they say no and kept
 * while batches hold repeats: lock the heads, look in the next statement for what exists (a
 * snapshot taken before the lock would miss it), number again.
 */
final class BatchCommit implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(BatchCommit.class);
  private static final int CLEAN_BATCHES_TO_TRUST = 16;
  private static final int CACHED_STREAMS = 200_000;
  private static final long GIVE_UP_NANOS = 10_000_000_000L;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final DataSource source;
  private final StoreSettings settings;
  private final HashChain chain;
  private final CopyBuffer buffer = new CopyBuffer();
  private final StreamCache cache = new StreamCache(CACHED_STREAMS);
  private @Nullable StoreSession session;
  private Head @Nullable [] heads;
  private int suspicion;

  BatchCommit(DataSource source, StoreSettings settings) {
    this.source = source;
    this.settings = settings;
    this.chain = new HashChain(settings.shards());
  }

  /**
   * Stores the appends; returns when they are durable.
   *
   * @throws IllegalArgumentException when the database refuses a value; nothing was stored
   * @throws StoreUnavailableException when that did not work for ten seconds; nobody knows what is
   *     stored
   */
  Batch store(List<Append> appends) throws InterruptedException {
    long deadline = System.nanoTime() + GIVE_UP_NANOS;
    long pause = 10;
    while (true) {
      try {
        var batch = attempt(appends);
        if (batch != null) {
          return batch;
        }
      } catch (SQLException failure) {
        abandonSession();
        if (String.valueOf(failure.getSQLState()).startsWith("22")) {
          throw new IllegalArgumentException("The database refuses a value", failure);
        }
        if (System.nanoTime() > deadline) {
          throw new StoreUnavailableException("The database does not answer", failure);
        }
        LOG.warnf("Store waits and tries again cause=%s", failure.getMessage());
        Thread.sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  /** One transaction; null when it has to be tried again on better knowledge. */
  private @Nullable Batch attempt(List<Append> appends) throws SQLException {
    var current = session();
    try {
      var batch = suspicion > 0 ? lookingFirst(current, appends) : trusting(current, appends);
      if (batch != null) {
        current.commit();
        learn(batch);
        return batch;
      }
    } catch (SQLException failure) {
      if (!surprise(failure)) {
        throw failure;
      }
    } catch (RuntimeException bug) {
      abandonSession();
      throw bug;
    }
    current.rollback();
    return null;
  }

  private @Nullable Batch trusting(StoreSession current, List<Append> appends) throws SQLException {
    var known = heads == null ? current.heads(false) : heads;
    heads = known;
    loadStreams(current, appends);
    var batch = numbering(known, Optional.empty()).number(appends, chain);
    if (batch == null) {
      suspicion = CLEAN_BATCHES_TO_TRUST;
      return null;
    }
    return write(current, batch);
  }

  private @Nullable Batch lookingFirst(StoreSession current, List<Append> appends)
      throws SQLException {
    var locked = current.heads(true);
    if (moved(locked)) {
      cache.clear();
    }
    heads = locked;
    loadStreams(current, appends);
    var existing = current.existing(appends.stream().flatMap(a -> a.events().stream()).toList());
    var batch = numbering(locked, Optional.of(existing)).number(appends, chain);
    suspicion = existing.isEmpty() ? suspicion - 1 : CLEAN_BATCHES_TO_TRUST;
    return batch == null ? null : write(current, batch);
  }

  private Numbering numbering(Head[] known, Optional<Map<UUID, Numbering.Existing>> existing) {
    return new Numbering(known, this::known, existing, settings);
  }

  private @Nullable Batch write(StoreSession current, Batch batch) throws SQLException {
    if (!batch.rows.isEmpty() && !current.write(batch)) {
      forgetHeads();
      return null;
    }
    mark(current, batch);
    return batch;
  }

  /** Marks the streams that events of the batch archive or restore, as the last of these says. */
  private static void mark(StoreSession current, Batch batch) throws SQLException {
    var archived = new LinkedHashSet<StreamKey>();
    var restored = new LinkedHashSet<StreamKey>();
    for (StoredEvent row : batch.rows) {
      switch (row.event().effect()) {
        case ARCHIVES -> {
          archived.add(StreamKey.of(row.event()));
          restored.remove(StreamKey.of(row.event()));
        }
        case RESTORES -> {
          restored.add(StreamKey.of(row.event()));
          archived.remove(StreamKey.of(row.event()));
        }
        case NONE, OPENS, PLATFORM -> {}
      }
    }
    if (!archived.isEmpty()) {
      current.mark(archived, true);
    }
    if (!restored.isEmpty()) {
      current.mark(restored, false);
    }
  }

  private StreamState known(StreamKey key) {
    var state = cache.get(key);
    return state == null ? StreamState.NONE : state;
  }

  private void loadStreams(StoreSession current, List<Append> appends) throws SQLException {
    var missing = new LinkedHashSet<StreamKey>();
    for (Append append : appends) {
      for (NewEvent event : append.events()) {
        var key = StreamKey.of(event);
        if (cache.get(key) == null) {
          missing.add(key);
        }
      }
    }
    if (!missing.isEmpty()) {
      current.loadStreams(missing, cache);
    }
  }

  private void learn(Batch batch) {
    var known = heads;
    if (known != null) {
      var next = known.clone();
      batch.steps.forEach(step -> next[step.after().shard()] = step.after());
      heads = next;
    }
    batch.streams.forEach(cache::put);
  }

  private boolean moved(Head[] locked) {
    var known = heads;
    if (known == null) {
      return true;
    }
    for (int i = 0; i < locked.length; i++) {
      if (locked[i].lastPosition() != known[i].lastPosition()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a failure only says that what this process knew was not right. */
  private boolean surprise(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.equals("23505")) {
      suspicion = CLEAN_BATCHES_TO_TRUST;
      forgetHeads();
      return true;
    }
    boolean lostRace = state.equals("40P01") || state.equals("40001");
    if (lostRace) {
      forgetHeads();
    }
    return lostRace;
  }

  private void forgetHeads() {
    heads = null;
    cache.clear();
  }

  private StoreSession session() throws SQLException {
    var current = session;
    if (current == null) {
      current = new StoreSession(source.getConnection(), settings, buffer);
      session = current;
    }
    return current;
  }

  private void abandonSession() {
    forgetHeads();
    var broken = session;
    session = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException gone) {
        LOG.debug("A broken connection did not close", gone);
      }
    }
  }

  @Override
  public void close() {
    abandonSession();
  }
}
