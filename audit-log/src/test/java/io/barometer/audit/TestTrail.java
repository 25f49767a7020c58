package io.barometer.audit;

import com.google.protobuf.Empty;
import io.barometer.audit.AuditTrail.Head;
import io.barometer.audit.chain.SealedForm;
import io.barometer.audit.chain.SigningKey;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditHead;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chain of a service as an export has it, without a database. */
public final class TestTrail {
  /** A key of tests. */
  public static final String KEY = SigningKey.random();

  private final String service;
  private final String tenant;
  private final List<AuditEntry> entries = new ArrayList<>();

  public TestTrail(String service, String tenant) {
    this.service = service;
    this.tenant = tenant;
  }

  /** Appends entries signed by a key. */
  public TestTrail append(String key, int count) {
    var trail = new AuditTrail(new AuditedService(service), new AuditSigning(Optional.of(key)));
    for (int i = 0; i < count; i++) {
      Head head =
          entries.isEmpty()
              ? new Head(0, SealedForm.NO_HASH)
              : new Head(entries.getLast().getSequence(), entries.getLast().getHash());
      AuditActor actor =
          AuditActor.newBuilder().setName("kim").addRoles("admin").setVia("grpc").build();
      AuditAction action = AuditAction.AUDIT_ACTION_RULE_CHANGED;
      Change change =
          Change.caused(action, "rule r" + i, "why", Empty.getDefaultInstance(), "e" + i);
      entries.add(trail.seal(tenant, head, actor, change));
    }
    return this;
  }

  /** Its entries, to be tampered with. */
  public List<AuditEntry> entries() {
    return entries;
  }

  /** The messages of an export: the keys, the entries, the head signed by a key. */
  public List<ExportAuditEntriesResponse> export(String... keys) {
    List<ExportAuditEntriesResponse> parts = new ArrayList<>();
    for (String key : keys) {
      parts.add(
          ExportAuditEntriesResponse.newBuilder()
              .setKey(SigningKey.parse(key).publicKey())
              .build());
    }
    entries.forEach(
        entry -> parts.add(ExportAuditEntriesResponse.newBuilder().setEntry(entry).build()));
    parts.add(ExportAuditEntriesResponse.newBuilder().setHead(head(keys[keys.length - 1])).build());
    return parts;
  }

  private AuditHead head(String signer) {
    var head = AuditHead.newBuilder().setService(service).setTenantId(tenant);
    if (!entries.isEmpty()) {
      AuditEntry last = entries.getLast();
      return head.setSequence(last.getSequence())
          .setHash(last.getHash())
          .setKeyFingerprint(last.getKeyFingerprint())
          .setSignature(last.getSignature())
          .build();
    }
    SigningKey key = SigningKey.parse(signer);
    return head.setHash(SealedForm.NO_HASH)
        .setKeyFingerprint(key.fingerprint())
        .setSignature(key.sign(SealedForm.head(service, tenant, 0, SealedForm.NO_HASH)))
        .build();
  }
}
