package io.barometer.audit;

import io.barometer.edge.Caller;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ReadableRequests;
import io.barometer.edge.Violations;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditKey;
import io.barometer.proto.audit.v1.AuditServiceGrpc.AuditServiceImplBase;
import io.barometer.proto.audit.v1.ExportAuditEntriesRequest;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;
import io.barometer.proto.audit.v1.GetAuditKeyRequest;
import io.barometer.proto.audit.v1.GetAuditKeyResponse;
import io.barometer.proto.audit.v1.ListAuditEntriesRequest;
import io.barometer.proto.audit.v1.ListAuditEntriesResponse;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.ExceptionHandlerProvider;
import io.quarkus.grpc.GrpcService;
import java.util.List;

/**
 * The trail as admins read it, in each of the services. Each call works on a thread of its own,
 * which may block.
 */
@GrpcService
public class AuditEndpoint extends AuditServiceImplBase {
  private final AuditReader reader;
  private final PageTokens tokens;
  private final ExceptionHandlerProvider failures;

  AuditEndpoint(AuditReader reader, PageTokens tokens, ExceptionHandlerProvider failures) {
    this.reader = reader;
    this.tokens = tokens;
    this.failures = failures;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public void listAuditEntries(
      ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> observer) {
    AuditPage page = AuditPage.of(Caller.current().tenantId(), request, tokens);
    apart(
        observer,
        () -> {
          observer.onNext(list(page));
          observer.onCompleted();
        });
  }

  @Override
  public void exportAuditEntries(
      ExportAuditEntriesRequest request, StreamObserver<ExportAuditEntriesResponse> observer) {
    if (request.getFromSequence() < 0) {
      var violations = new Violations();
      violations.add("from_sequence", ErrorReason.ERROR_REASON_RANGE, "must be 1 or more");
      violations.throwIfAny();
    }
    var export =
        new AuditExport(
            reader,
            Caller.current().tenantId(),
            Math.max(1, request.getFromSequence()),
            (ServerCallStreamObserver<ExportAuditEntriesResponse>) observer);
    apart(observer, export::run);
  }

  @Override
  public void getAuditKey(
      GetAuditKeyRequest request, StreamObserver<GetAuditKeyResponse> observer) {
    String tenantId = Caller.current().tenantId();
    apart(
        observer,
        () -> {
          AuditKey current = reader.current();
          List<AuditKey> former =
              reader.keys(tenantId).stream().filter(key -> !key.equals(current)).toList();
          observer.onNext(
              GetAuditKeyResponse.newBuilder().setCurrent(current).addAllFormer(former).build());
          observer.onCompleted();
        });
  }

  private ListAuditEntriesResponse list(AuditPage page) {
    List<AuditEntry> found = reader.matching(page);
    var response = ListAuditEntriesResponse.newBuilder();
    response.addAllEntries(found.subList(0, Math.min(page.size(), found.size())));
    if (found.size() > page.size()) {
      long last = response.getEntries(page.size() - 1).getSequence();
      response.setNextPageToken(page.next(last, tokens));
    }
    return response.build();
  }

  private void apart(StreamObserver<?> observer, Runnable work) {
    Thread.startVirtualThread(
        () -> {
          try {
            work.run();
          } catch (RuntimeException failure) {
            observer.onError(failures.transform(failure));
          }
        });
  }
}
