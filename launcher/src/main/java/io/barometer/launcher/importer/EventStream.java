package io.barometer.launcher.importer;

import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RefusedEvent;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches in order over one stream, a bounded number of them ahead of the acknowledgements.
 * When the connection or the service is lost it connects again and sends everything after the last
 * acknowledged batch once more: the event keys make that safe. Used by one thread; acknowledgements
 * arrive on gRPC's.
 */
final class EventStream implements AutoCloseable {
  private static final int WINDOW = 8;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /**
   * What the same batch can survive later: lost connections, restarts, lost databases, overload.
   */
  private static final Set<Status.Code> RETRIED =
      Set.of(
          Status.Code.UNAVAILABLE,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.ABORTED,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.INTERNAL);

  /** Hears what became of a batch, in the order of the batches. */
  interface Listener {
    /** The batch is durable or refused. Called under the stream's lock: be quick. */
    void acknowledged(Batch batch, StreamEventsResponse response);
  }

  private record Sent(long sequence, Batch batch) {}

  private final IngestionServiceGrpc.IngestionServiceStub stub;
  private final BatchMode mode;
  private final Duration patience;
  private final Listener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Sent> unacknowledged = new ArrayDeque<>();
  private @Nullable Connection connection;
  private @Nullable Throwable lost;
  private long nextSequence = 1;
  private long lastProgress = System.nanoTime();
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private int reconnects;

  EventStream(Channel channel, BatchMode mode, Duration patience, Listener listener) {
    this.stub = IngestionServiceGrpc.newStub(channel);
    this.mode = mode;
    this.patience = patience;
    this.listener = listener;
  }

  /**
   * Sends a batch; waits while too many are unacknowledged. Throws what the service answered when
   * it is final.
   */
  void send(Batch batch) throws InterruptedException {
    lock.lock();
    try {
      awaitAtMost(WINDOW - 1);
      Sent sent = new Sent(nextSequence++, batch);
      unacknowledged.addLast(sent);
      connected().send(sent);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until every batch is acknowledged. */
  void finish() throws InterruptedException {
    lock.lock();
    try {
      awaitAtMost(0);
    } finally {
      lock.unlock();
    }
  }

  int reconnects() {
    return reconnects;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (connection != null) {
        connection.end(unacknowledged.isEmpty());
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitAtMost(int batches) throws InterruptedException {
    while (lost != null || unacknowledged.size() > batches) {
      if (lost != null) {
        reconnect(lost);
      } else if (!changed.await(patience.toMillis(), TimeUnit.MILLISECONDS) && impatient()) {
        throw Status.DEADLINE_EXCEEDED
            .withDescription("no acknowledgement for " + patience.toSeconds() + " s")
            .asRuntimeException();
      }
    }
  }

  private void reconnect(Throwable cause) throws InterruptedException {
    Status status = Status.fromThrowable(cause);
    if (!RETRIED.contains(status.getCode()) || impatient()) {
      throw cause instanceof StatusRuntimeException known ? known : status.asRuntimeException();
    }
    lock.unlock();
    try {
      Thread.sleep(pauseMillis);
    } finally {
      lock.lock();
    }
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    reconnects++;
    lost = null;
    Connection fresh = connect();
    for (Sent sent : unacknowledged) {
      fresh.send(sent);
    }
  }

  private boolean impatient() {
    return System.nanoTime() - lastProgress > patience.toNanos();
  }

  private Connection connected() {
    return connection == null ? connect() : connection;
  }

  private Connection connect() {
    Connection fresh = new Connection();
    connection = fresh;
    fresh.open();
    return fresh;
  }

  /** One life of the stream. What an older one still hears is ignored. */
  private final class Connection implements StreamObserver<StreamEventsResponse> {
    private @Nullable StreamObserver<StreamEventsRequest> requests;

    void open() {
      requests = stub.streamEvents(this);
    }

    void send(Sent sent) {
      if (requests != null && lost == null) {
        requests.onNext(sent.batch().request(sent.sequence(), mode));
      }
    }

    void end(boolean complete) {
      if (requests != null && lost == null) {
        if (complete) {
          requests.onCompleted();
        } else {
          requests.onError(Status.CANCELLED.asRuntimeException());
        }
      }
    }

    @Override
    public void onNext(StreamEventsResponse response) {
      lock.lock();
      try {
        if (connection == this && lost == null) {
          acknowledge(response);
        }
      } finally {
        lock.unlock();
      }
    }

    private void acknowledge(StreamEventsResponse response) {
      for (RefusedEvent refused : response.getRefusedList()) {
        Status status = Status.fromCodeValue(refused.getStatus().getCode());
        if (RETRIED.contains(status.getCode())) {
          end(false);
          lose(status.withDescription(refused.getStatus().getMessage()).asRuntimeException());
          return;
        }
      }
      while (!unacknowledged.isEmpty()
          && unacknowledged.getFirst().sequence() <= response.getSequence()) {
        Sent sent = unacknowledged.removeFirst();
        boolean own = sent.sequence() == response.getSequence();
        listener.acknowledged(sent.batch(), own ? response : passed(sent));
      }
      lastProgress = System.nanoTime();
      pauseMillis = FIRST_PAUSE_MILLIS;
      changed.signalAll();
    }

    /** A watermark that passes a batch says that it is durable. */
    private StreamEventsResponse passed(Sent sent) {
      return StreamEventsResponse.newBuilder()
          .setSequence(sent.sequence())
          .setRecorded(sent.batch().size())
          .build();
    }

    @Override
    public void onError(Throwable error) {
      lock.lock();
      try {
        if (connection == this && lost == null) {
          lose(error);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onCompleted() {
      onError(Status.UNAVAILABLE.withDescription("the service ended the stream").asException());
    }

    private void lose(Throwable error) {
      lost = error;
      changed.signalAll();
    }
  }
}
