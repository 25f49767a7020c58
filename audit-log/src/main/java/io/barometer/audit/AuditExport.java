package io.barometer.audit;

import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditHead;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One export: the keys, the entries up to the head as it was at the beginning, that head. Waits for
 * a slow reader; blocks. Entries that somebody took out of the table are missed by whoever checks.
 */
final class AuditExport {
  private static final int CHUNK = 500;

  private final AuditReader reader;
  private final String tenantId;
  private final long from;
  private final ServerCallStreamObserver<ExportAuditEntriesResponse> call;
  private final Semaphore ready = new Semaphore(0);

  /** Make it on the thread on which the call began. */
  AuditExport(
      AuditReader reader,
      String tenantId,
      long from,
      ServerCallStreamObserver<ExportAuditEntriesResponse> call) {
    this.reader = reader;
    this.tenantId = tenantId;
    this.from = from;
    this.call = call;
    call.setOnReadyHandler(ready::release);
    call.setOnCancelHandler(ready::release);
  }

  void run() {
    AuditHead head = reader.head(tenantId);
    reader
        .keys(tenantId)
        .forEach(key -> send(ExportAuditEntriesResponse.newBuilder().setKey(key).build()));
    long next = from;
    while (next <= head.getSequence() && !call.isCancelled()) {
      List<AuditEntry> chunk = reader.between(tenantId, next, head.getSequence(), CHUNK);
      chunk.forEach(entry -> send(ExportAuditEntriesResponse.newBuilder().setEntry(entry).build()));
      next = chunk.isEmpty() ? Long.MAX_VALUE : chunk.getLast().getSequence() + 1;
    }
    send(ExportAuditEntriesResponse.newBuilder().setHead(head).build());
    if (!call.isCancelled()) {
      call.onCompleted();
    }
  }

  private void send(ExportAuditEntriesResponse part) {
    try {
      while (!call.isReady() && !call.isCancelled()) {
        var _ = ready.tryAcquire(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the service stops", stopping);
    }
    if (!call.isCancelled()) {
      call.onNext(part);
    }
  }
}
