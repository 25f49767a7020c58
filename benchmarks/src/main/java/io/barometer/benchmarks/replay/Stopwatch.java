package io.barometer.benchmarks.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;

/** Adds up the time of a step that is done again and again: of the clock, and of the processor. */
final class Stopwatch {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long wall;
  private long cpu;

  /** Does the step on this thread. */
  <T> T time(Callable<T> step) throws Exception {
    long began = System.nanoTime();
    long worked = THREADS.getCurrentThreadCpuTime();
    try {
      return step.call();
    } finally {
      wall += System.nanoTime() - began;
      cpu += THREADS.getCurrentThreadCpuTime() - worked;
    }
  }

  /** Adds what another thread worked for the step. */
  synchronized void worked(long nanos) {
    cpu += nanos;
  }

  static long now() {
    return THREADS.getCurrentThreadCpuTime();
  }

  double seconds() {
    return wall / 1e9;
  }

  double cpuSeconds() {
    return cpu / 1e9;
  }
}
