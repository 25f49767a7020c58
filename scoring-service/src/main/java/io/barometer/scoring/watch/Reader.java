package io.barometer.scoring.watch;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The client at the other end of a stream, as slow as it may be: {@link #send} waits until gRPC can
 * take another message, so that nothing piles up in memory. Made on the thread on which the call
 * began.
 */
public final class Reader<T> {
  private final ServerCallStreamObserver<T> stream;
  private final Semaphore ready = new Semaphore(0);

  public Reader(ServerCallStreamObserver<T> stream) {
    this.stream = stream;
    stream.setOnReadyHandler(ready::release);
    stream.setOnCancelHandler(ready::release);
  }

  /** Whether the client has gone. */
  public boolean gone() {
    return stream.isCancelled();
  }

  /** Sends one message; false when the client could take none for that long, or has gone. */
  public boolean send(T message, long patienceMillis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    while (!stream.isReady() && !gone()) {
      long left = end - System.nanoTime();
      if (left <= 0 || !ready.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        return false;
      }
      ready.drainPermits();
    }
    if (gone()) {
      return false;
    }
    stream.onNext(message);
    return true;
  }
}
