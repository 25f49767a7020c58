package io.barometer.scoring;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.project.ProjectionLoop;
import io.barometer.eventstore.project.ShardConsumer;
import io.barometer.scoring.project.Histories;
import io.barometer.scoring.project.ShardTables;
import io.barometer.scoring.replay.WaitingReplays;
import io.barometer.scoring.scorecard.CompletePopulations;
import io.barometer.scoring.scorecard.DueModels;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Lets models take effect at their time, and populations that all shards have written, touches the
 * shards whose accounts are still scored with others or are parents of children that moved, and has
 * histories built again that do not keep what a due model, or one that is to be replayed, needs.
 * What it leaves undone, because the process dies or the database is away, stands in the tables and
 * is done by the next look, of whichever replica.
 */
final class ModelWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ModelWatch.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final DueModels due;
  private final Histories histories;
  private final CompletePopulations populations;
  private final WaitingReplays replays;
  private final HeadWatch heads;
  private final ShardConsumer consumer;
  private final ProjectionLoop loop;
  private final Thread thread = Thread.ofVirtual().name("model-watch").unstarted(this::run);
  private Thread widening = Thread.ofVirtual().unstarted(() -> {});
  private boolean troubled;

  ModelWatch(
      Pool worker,
      DueModels due,
      Histories histories,
      CompletePopulations populations,
      WaitingReplays replays,
      HeadWatch heads,
      ShardConsumer consumer,
      ProjectionLoop loop) {
    this.transactions = new Transactions(worker);
    this.due = due;
    this.histories = histories;
    this.populations = populations;
    this.replays = replays;
    this.heads = heads;
    this.consumer = consumer;
    this.loop = loop;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      if (due.waiting()) {
        heads.look();
        due.takeEffect();
      }
      widen();
      if (consumer.shards().contains(0)) {
        populations.look();
      }
      Set<Integer> shards = transactions.call(ShardTables::due);
      shards.retainAll(consumer.shards());
      shards.forEach(loop::touch);
      troubled = false;
    } catch (RuntimeException failure) {
      if (!troubled) {
        LOG.warn("Models cannot take effect now", failure);
      }
      troubled = true;
    }
  }

  /** Makes histories keep what models need, beside everything else; one replica does it. */
  private void widen() {
    List<Histories.Wanted> wanted = new ArrayList<>();
    due.unready((tenant, card) -> wanted.add(new Histories.Wanted(tenant, card)));
    replays.unready((tenant, card) -> wanted.add(new Histories.Wanted(tenant, card)));
    if (!wanted.isEmpty() && !widening.isAlive() && consumer.shards().contains(0)) {
      widening = Thread.startVirtualThread(() -> widen(wanted));
    }
  }

  private void widen(List<Histories.Wanted> wanted) {
    try {
      LOG.infof("Histories are built again for models=%d", wanted.size());
      histories.widen(wanted);
      LOG.info("Histories keep what the models need");
    } catch (RuntimeException failure) {
      LOG.warn("Histories could not be built, the next try follows", failure);
      LockSupport.parkNanos(RETRY.toNanos());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    widening.interrupt();
    thread.interrupt();
  }
}
