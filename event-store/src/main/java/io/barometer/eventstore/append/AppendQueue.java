package io.barometer.eventstore.append;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Appends that wait for the writer, first in, first out, bounded by the number of their events. */
final class AppendQueue {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Append> waiting = new ArrayDeque<>();
  private final int maxEvents;
  private int events;
  private boolean closed;

  AppendQueue(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  /** False when the queue is full; an empty queue takes an append of any size. */
  boolean offer(Append append) {
    lock.lock();
    try {
      if (closed) {
        throw new StoreUnavailableException("The store is closing", null);
      }
      int size = append.events().size();
      if (events > 0 && events + size > maxEvents) {
        return false;
      }
      waiting.add(append);
      events += size;
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for appends and takes as many as fit into a batch; empty when the queue is closed and
   * drained.
   */
  List<Append> take(int maxBatch) throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        filled.await();
      }
      return drain(maxBatch);
    } finally {
      lock.unlock();
    }
  }

  private List<Append> drain(int maxBatch) {
    var batch = new ArrayList<Append>();
    int size = 0;
    while (!waiting.isEmpty()) {
      int next = waiting.getFirst().events().size();
      if (size > 0 && size + next > maxBatch) {
        break;
      }
      batch.add(waiting.removeFirst());
      size += next;
    }
    events -= size;
    return batch;
  }

  int size() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
