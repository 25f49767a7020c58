package io.barometer.ingestion.log;

import io.barometer.eventstore.append.StoredEvent;
import io.barometer.eventstore.append.StreamKey;
import io.barometer.eventstore.read.EventLog;
import io.barometer.proto.ingestion.v1.ReadShardRequest;
import io.barometer.proto.ingestion.v1.ReadShardResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * One read of a shard, or of one account in it: chunk after chunk, the next one fetched only when
 * the reader takes more, so a reader that stops costs one chunk.
 */
final class ShardReading {

  private static final int CHUNK_EVENTS = 500;
  private static final int CHUNK_BYTES = 512 * 1024;

  private final EventLog log;
  private final ReadShardRequest request;
  private final ServerCallStreamObserver<ReadShardResponse> observer;
  private final Semaphore progress = new Semaphore(0);

  ShardReading(
      EventLog log,
      ReadShardRequest request,
      ServerCallStreamObserver<ReadShardResponse> observer) {
    this.log = log;
    this.request = request;
    this.observer = observer;
    observer.setOnReadyHandler(progress::release);
    observer.setOnCancelHandler(progress::release);
  }

  void run() {
    int shard = request.getShard();
    long end = request.getToPosition() == 0 ? head(shard) : request.getToPosition();
    var events = first(shard, end);
    while (!events.isEmpty() && readable()) {
      send(events);
      events = next(events.getLast(), end);
    }
    if (!observer.isCancelled()) {
      observer.onCompleted();
    }
  }

  private List<StoredEvent> first(int shard, long end) {
    return request.hasStream()
        ? log.readStream(stream(), 0, end, CHUNK_EVENTS)
        : log.readAfter(shard, request.getAfterPosition(), end, CHUNK_EVENTS);
  }

  private List<StoredEvent> next(StoredEvent last, long end) {
    return request.hasStream()
        ? log.readStream(stream(), last.version(), end, CHUNK_EVENTS)
        : log.readAfter(request.getShard(), last.position(), end, CHUNK_EVENTS);
  }

  private StreamKey stream() {
    var stream = request.getStream();
    return new StreamKey(request.getShard(), stream.getTenantId(), stream.getAccountId());
  }

  private long head(int shard) {
    return log.heads().get(shard).lastPosition();
  }

  /** Waits until the reader takes more; false when it is gone. */
  private boolean readable() {
    while (!observer.isReady() && !observer.isCancelled()) {
      progress.acquireUninterruptibly();
    }
    return !observer.isCancelled();
  }

  private void send(List<StoredEvent> events) {
    var chunk = ReadShardResponse.newBuilder();
    long bytes = 0;
    for (StoredEvent event : events) {
      chunk.addEvents(RecordedEvents.message(event));
      String trace = event.event().traceParent();
      if (trace != null) {
        chunk.putTraceParents(event.position(), trace);
      }
      bytes += event.event().payload().length;
      if (bytes > CHUNK_BYTES) {
        flush(chunk);
        bytes = 0;
      }
    }
    if (chunk.getEventsCount() > 0) {
      flush(chunk);
    }
  }

  private void flush(ReadShardResponse.Builder chunk) {
    if (readable()) {
      observer.onNext(chunk.build());
    }
    chunk.clear();
  }
}
