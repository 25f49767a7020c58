package io.barometer.audit;

import io.barometer.audit.chain.SealedForm;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditHead;
import io.barometer.proto.audit.v1.AuditKey;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Reads a tenant's trail under row-level security. Blocks. */
@Singleton
class AuditReader {
  private static final String SET_TENANT = "select set_config('barometer.tenant', $1, true)";

  private final Transactions api;
  private final AuditedService service;
  private final AuditSigning signing;
  private final AuditSql sql;

  AuditReader(Pool api, AuditedService service, AuditSigning signing) {
    this.api = new Transactions(api);
    this.service = service;
    this.signing = signing;
    this.sql = new AuditSql(service.name());
  }

  /** Entries that match, newest first; one more than a page when there is another page. */
  List<AuditEntry> matching(AuditPage page) {
    return of(page.tenantId(), tx -> entries(tx.query(sql.matching(), page.filter())));
  }

  /** Entries between two sequences, both included, oldest first. */
  List<AuditEntry> between(String tenantId, long from, long to, int most) {
    return of(tenantId, tx -> entries(tx.query(sql.from(), Tuple.of(tenantId, from, to, most))));
  }

  /** The signed head; that of an empty chain is signed now. */
  AuditHead head(String tenantId) {
    return of(tenantId, tx -> head(tx, tenantId));
  }

  /** The keys that signed entries of any tenant, by fingerprint, and the one that signs now. */
  List<AuditKey> keys(String tenantId) {
    AuditKey current = current();
    List<AuditKey> keys = new ArrayList<>();
    of(tenantId, tx -> tx.query(sql.keys()))
        .forEach(
            row ->
                keys.add(
                    AuditKey.newBuilder()
                        .setFingerprint(row.getString(0))
                        .setPublicKey(row.getString(1))
                        .build()));
    if (!keys.contains(current)) {
      keys.add(current);
    }
    return keys;
  }

  AuditKey current() {
    return signing.key().publicKey();
  }

  private AuditHead head(Tx tx, String tenantId) {
    var head = AuditHead.newBuilder().setService(service.name()).setTenantId(tenantId);
    for (Row row : tx.query(sql.head(), Tuple.of(tenantId))) {
      return head.setSequence(row.getLong(0))
          .setHash(row.getString(1))
          .setKeyFingerprint(row.getString(2))
          .setSignature(row.getString(3))
          .build();
    }
    byte[] empty = SealedForm.head(service.name(), tenantId, 0, SealedForm.NO_HASH);
    return head.setHash(SealedForm.NO_HASH)
        .setKeyFingerprint(signing.key().fingerprint())
        .setSignature(signing.key().sign(empty))
        .build();
  }

  private <T> T of(String tenantId, Function<Tx, T> work) {
    return api.call(
        tx -> {
          tx.query(SET_TENANT, Tuple.of(tenantId));
          return work.apply(tx);
        });
  }

  private List<AuditEntry> entries(Iterable<Row> rows) {
    List<AuditEntry> entries = new ArrayList<>();
    rows.forEach(row -> entries.add(entry(row)));
    return entries;
  }

  private AuditEntry entry(Row row) {
    String roles = row.getString(4);
    return AuditEntry.newBuilder()
        .setService(service.name())
        .setTenantId(row.getString(0))
        .setSequence(row.getLong(1))
        .setRecordedTime(ProtoTime.timestamp(row.getOffsetDateTime(2)))
        .setActor(
            AuditActor.newBuilder()
                .setName(row.getString(3))
                .addAllRoles(roles.isEmpty() ? List.of() : List.of(roles.split("\\+", -1)))
                .setVia(row.getString(5)))
        .setAction(SealedForm.action(row.getString(6)))
        .setTarget(row.getString(7))
        .setReason(row.getString(8))
        .setDetail(row.getString(9))
        .setCause(Objects.requireNonNullElse(row.getString(10), ""))
        .setKeyFingerprint(row.getString(11))
        .setHash(row.getString(12))
        .setSignature(row.getString(13))
        .build();
  }
}
