package io.barometer.benchmarks.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Two threads that share the accounts of a block. */
final class Workers implements AutoCloseable {
  /** How many there are. */
  static final int THREADS = 2;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /** What one of them does with an account, both by number. */
  @FunctionalInterface
  interface Work {
    void on(int thread, int account);
  }

  /** Has all accounts of a block worked on; the watch gets the time and what both worked. */
  void all(int accounts, Stopwatch watch, Work work) throws Exception {
    watch.time(() -> share(accounts, watch, work));
  }

  private Void share(int accounts, Stopwatch watch, Work work) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> shares = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      shares.add(
          () -> {
            long began = Stopwatch.now();
            for (int at = next.getAndIncrement(); at < accounts; at = next.getAndIncrement()) {
              work.on(number, at);
            }
            watch.worked(Stopwatch.now() - began);
            return null;
          });
    }
    for (Future<Void> share : threads.invokeAll(shares)) {
      share.get();
    }
    return null;
  }

  @Override
  public void close() {
    threads.close();
  }
}
