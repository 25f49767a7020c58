package io.barometer.audit;

import io.barometer.audit.chain.SealedForm;
import io.barometer.audit.chain.SigningKey;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Appends entries in the transaction of the change that they tell: both are there, or neither. The
 * tenant's head is locked until the transaction ends, so its entries have one order; take it last,
 * and those of several tenants in the order of their names, then nobody waits in a circle.
 */
@Singleton
public class AuditTrail {
  private final AuditedService service;
  private final AuditSigning signing;
  private final AuditSql sql;
  private final Clock clock = Clock.systemUTC();

  /** The trail of a service, in its schema. */
  public AuditTrail(AuditedService service, AuditSigning signing) {
    this.service = service;
    this.signing = signing;
    this.sql = new AuditSql(service.name());
  }

  /**
   * Where a tenant's chain ends.
   *
   * @param hash lower-case hex
   */
  public record Head(long sequence, String hash) {}

  /**
   * An entry that an event brought.
   *
   * @param change with its cause
   */
  public record Caused(String tenantId, AuditActor actor, Change change) {}

  /** Appends what a caller changes in its tenant. */
  public void record(Tx tx, Caller caller, Change change) {
    record(tx, caller.tenantId(), Actors.of(caller), change);
  }

  /** Appends what somebody changes in a tenant. */
  public void record(Tx tx, String tenantId, AuditActor actor, Change change) {
    append(tx, tenantId, lock(tx, tenantId), actor, change);
  }

  /** Appends what events changed. One that has an entry gets none again. */
  public void recordOnce(Tx tx, List<Caused> changes) {
    SortedMap<String, List<Caused>> byTenant = new TreeMap<>();
    for (Caused caused : changes) {
      byTenant.computeIfAbsent(caused.tenantId(), t -> new ArrayList<>()).add(caused);
    }
    byTenant.forEach((tenantId, all) -> recordOnce(tx, tenantId, all));
  }

  private void recordOnce(Tx tx, String tenantId, List<Caused> changes) {
    Head head = lock(tx, tenantId);
    String[] causes =
        changes.stream().map(caused -> caused.change().cause()).toArray(String[]::new);
    Set<String> known = new HashSet<>();
    tx.query(sql.known(), Tuple.of(tenantId).addArrayOfString(causes))
        .forEach(row -> known.add(row.getString(0)));
    for (Caused caused : changes) {
      if (known.add(caused.change().cause())) {
        head = append(tx, tenantId, head, caused.actor(), caused.change());
      }
    }
  }

  private Head lock(Tx tx, String tenantId) {
    Row head = tx.query(dollars(sql.lock()), Tuple.of(tenantId)).iterator().next();
    return new Head(head.getLong(0), head.getString(1));
  }

  private Head append(Tx tx, String tenantId, Head head, AuditActor actor, Change change) {
    AuditEntry entry = seal(tenantId, head, actor, change);
    Tuple values = Tuple.tuple();
    parameters(entry).forEach(values::addValue);
    tx.query(dollars(sql.append()), values);
    return new Head(entry.getSequence(), entry.getHash());
  }

  /** The entry that follows a head, hashed and signed. */
  public AuditEntry seal(String tenantId, Head head, AuditActor actor, Change change) {
    SigningKey key = signing.key();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    AuditEntry open =
        AuditEntry.newBuilder()
            .setService(service.name())
            .setTenantId(tenantId)
            .setSequence(head.sequence() + 1)
            .setRecordedTime(ProtoTime.timestamp(now))
            .setActor(actor)
            .setAction(change.action())
            .setTarget(change.target())
            .setReason(change.reason())
            .setDetail(change.detail())
            .setCause(change.cause())
            .setKeyFingerprint(key.fingerprint())
            .build();
    String hash = SealedForm.hash(head.hash(), open);
    byte[] signed = SealedForm.head(service.name(), tenantId, open.getSequence(), hash);
    return open.toBuilder().setHash(hash).setSignature(key.sign(signed)).build();
  }

  /**
   * Locks the head of the tenant {@code ?1} and tells its sequence and hash: for a transaction of
   * another client than {@link Tx}.
   */
  public String lock() {
    return sql.lock();
  }

  /** Appends the entry of {@link #parameters}, after {@link #lock()} in the same transaction. */
  public String append() {
    return sql.append();
  }

  /** What {@link #append()} takes, {@code ?1} first. */
  public List<Object> parameters(AuditEntry entry) {
    return List.of(
        entry.getTenantId(),
        entry.getSequence(),
        ProtoTime.utc(entry.getRecordedTime()),
        entry.getActor().getName(),
        String.join("+", entry.getActor().getRolesList()),
        entry.getActor().getVia(),
        SealedForm.name(entry.getAction()),
        entry.getTarget(),
        entry.getReason(),
        entry.getDetail(),
        entry.getCause(),
        entry.getKeyFingerprint(),
        entry.getHash(),
        entry.getSignature(),
        signing.key().publicKey().getPublicKey());
  }

  private static String dollars(String sql) {
    return sql.replace('?', '$');
  }
}
