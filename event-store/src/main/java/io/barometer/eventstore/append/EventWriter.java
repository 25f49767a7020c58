package io.barometer.eventstore.append;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The one writer of this process. Callers put their appends into a queue; a single thread takes all
 * that wait and stores them in one transaction over all shards they touch, so an append is atomic
 * across shards and a commit is shared by many callers. An idle store writes a lone append at once.
 */
public final class EventWriter implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EventWriter.class);

  /** So many callers at once are worth waiting for: a larger group costs each of them less. */
  private static final int CROWD = 16;

  private static final long GATHERING_NANOS = 2_000_000;

  private final AppendQueue queue;
  private final StoreSettings settings;
  private final BatchCommit commit;
  private final CommitListener listener;
  private final WriterMeters meters;
  private final Thread thread;
  private final ExecutorService answering =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("answer-appends").factory());

  /** A writer, not started yet. */
  public EventWriter(
      DataSource source, StoreSettings settings, CommitListener listener, MeterRegistry meters) {
    this.queue = new AppendQueue(settings.maxWaiting());
    this.settings = settings;
    this.commit = new BatchCommit(source, settings);
    this.listener = listener;
    this.meters = new WriterMeters(meters, queue::size);
    this.thread = Thread.ofPlatform().name("write-events").unstarted(this::run);
  }

  /** Starts the writer's thread. */
  public void start() {
    thread.start();
  }

  /** Whether the writer takes appends. */
  public boolean running() {
    return thread.isAlive();
  }

  /**
   * Hands an append to the writer; its answer completes when it is durable.
   *
   * @return false when too much is waiting: nothing was taken, try again later
   * @throws StoreUnavailableException when the writer is closing
   */
  public boolean offer(Append append) {
    return queue.offer(append);
  }

  private void run() {
    try {
      var appends = queue.take(settings.maxBatch());
      while (!appends.isEmpty()) {
        store(appends);
        if (appends.size() >= CROWD) {
          LockSupport.parkNanos(GATHERING_NANOS);
        }
        appends = queue.take(settings.maxBatch());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      commit.close();
    }
  }

  private void store(List<Append> appends) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      Batch batch = commit.store(appends);
      meters.committed(batch, System.nanoTime() - begun);
      if (!batch.rows.isEmpty()) {
        listener.committed(batch.rows);
      }
      answering.execute(() -> answer(appends, batch));
    } catch (IllegalArgumentException refused) {
      storeApart(appends, refused);
    } catch (RuntimeException failure) {
      LOG.error("A batch could not be stored", failure);
      answering.execute(() -> fail(appends, failure));
    }
  }

  /** One bad append must not spoil its neighbours. */
  private void storeApart(List<Append> appends, RuntimeException refused)
      throws InterruptedException {
    if (appends.size() == 1) {
      LOG.error("An append could not be stored", refused);
      answering.execute(() -> fail(appends, refused));
      return;
    }
    for (Append append : appends) {
      store(List.of(append));
    }
  }

  private static void answer(List<Append> appends, Batch batch) {
    for (int i = 0; i < appends.size(); i++) {
      appends.get(i).answer().complete(batch.outcomes.get(i));
    }
  }

  private static void fail(List<Append> appends, RuntimeException failure) {
    appends.forEach(append -> append.answer().completeExceptionally(failure));
  }

  /** Stores what was taken, answers it, and stops. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(15));
      answering.shutdown();
      answering.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
