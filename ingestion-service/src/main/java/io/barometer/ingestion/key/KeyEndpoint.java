package io.barometer.ingestion.key;

import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.ReadableRequests;
import io.barometer.edge.Refusal;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.ingestion.v1.ApiKey;
import io.barometer.proto.ingestion.v1.CreateKeyRequest;
import io.barometer.proto.ingestion.v1.CreateKeyResponse;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc.KeyServiceImplBase;
import io.barometer.proto.ingestion.v1.ListKeysRequest;
import io.barometer.proto.ingestion.v1.ListKeysResponse;
import io.barometer.proto.ingestion.v1.RevokeKeyRequest;
import io.barometer.proto.ingestion.v1.RevokeKeyResponse;
import io.barometer.proto.ingestion.v1.RotateKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyResponse;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.ExceptionHandlerProvider;
import io.quarkus.grpc.GrpcService;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keys as admins see them. Each call works on a thread of its own, which may block. */
@GrpcService
public class KeyEndpoint extends KeyServiceImplBase {

  private final KeyStore store;
  private final ApiKeys known;
  private final ExceptionHandlerProvider failures;

  KeyEndpoint(KeyStore store, ApiKeys known, ExceptionHandlerProvider failures) {
    this.store = store;
    this.known = known;
    this.failures = failures;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public void createKey(CreateKeyRequest request, StreamObserver<CreateKeyResponse> observer) {
    KeyFields.check(request);
    Caller caller = Caller.current();
    ApiKey.Builder asked =
        ApiKey.newBuilder()
            .setName(request.getName())
            .addAllSources(request.getSourcesList())
            .addAllEventTypes(request.getEventTypesList())
            .setCreatedBy(caller.name());
    if (request.hasExpireTime()) {
      asked.setExpireTime(request.getExpireTime());
    }
    KeyText text = KeyText.random();
    change(
        observer,
        caller,
        keys -> {
          ApiKey made = keys.insert(text, asked.build());
          keys.record(
              caller,
              Change.of(AuditAction.AUDIT_ACTION_KEY_CREATED, target(made.getKeyId()), request));
          return CreateKeyResponse.newBuilder().setKey(made).setSecret(text.text()).build();
        });
  }

  @Override
  public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> observer) {
    String tenantId = Caller.current().tenantId();
    answer(
        observer,
        () ->
            ListKeysResponse.newBuilder()
                .addAllKeys(store.of(tenantId, KeyStore.Keys::all))
                .build());
  }

  @Override
  public void rotateKey(RotateKeyRequest request, StreamObserver<RotateKeyResponse> observer) {
    Duration overlap = KeyFields.overlap(request);
    Caller caller = Caller.current();
    KeyText text = KeyText.random();
    change(
        observer,
        caller,
        keys -> {
          ApiKey old = keys.lock(request.getKeyId()).orElseThrow(KeyEndpoint::unknown);
          if (old.hasRevokeTime() || expired(old)) {
            throw ended();
          }
          ApiKey fresh = keys.insert(text, old.toBuilder().setCreatedBy(caller.name()).build());
          RotateKeyResponse rotated =
              RotateKeyResponse.newBuilder()
                  .setKey(fresh)
                  .setSecret(text.text())
                  .setReplaced(keys.endAfter(old.getKeyId(), overlap))
                  .build();
          // the answer names the new key too; its text is a secret of the contract
          keys.record(
              caller,
              Change.of(AuditAction.AUDIT_ACTION_KEY_ROTATED, target(old.getKeyId()), rotated));
          return rotated;
        });
  }

  @Override
  public void revokeKey(RevokeKeyRequest request, StreamObserver<RevokeKeyResponse> observer) {
    Caller caller = Caller.current();
    change(
        observer,
        caller,
        keys -> {
          ApiKey key = keys.lock(request.getKeyId()).orElseThrow(KeyEndpoint::unknown);
          ApiKey revoked = keys.revoke(key.getKeyId());
          if (!key.hasRevokeTime()) {
            keys.record(
                caller,
                Change.of(AuditAction.AUDIT_ACTION_KEY_REVOKED, target(key.getKeyId()), request));
          }
          return RevokeKeyResponse.newBuilder().setKey(revoked).build();
        });
  }

  private <T> void change(
      StreamObserver<T> observer, Caller caller, Function<KeyStore.Keys, T> work) {
    answer(
        observer,
        () -> {
          T changed = store.of(caller.tenantId(), work);
          known.changed();
          return changed;
        });
  }

  private <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
    Thread.startVirtualThread(
        () -> {
          try {
            observer.onNext(work.get());
            observer.onCompleted();
          } catch (RuntimeException failure) {
            observer.onError(failures.transform(failure));
          }
        });
  }

  private static String target(String keyId) {
    return "key " + keyId;
  }

  private static boolean expired(ApiKey key) {
    return key.hasExpireTime()
        && key.getExpireTime().getSeconds() <= Instant.now().getEpochSecond();
  }

  private static Refusal unknown() {
    return Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no such key.");
  }

  private static Refusal ended() {
    return Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
        .message("The key was revoked or has expired. Create another.");
  }
}
