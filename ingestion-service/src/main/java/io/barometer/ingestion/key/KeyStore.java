package io.barometer.ingestion.key;

import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.ingestion.v1.ApiKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of keys, under row-level security: one tenant's keys at a time. Blocks. */
@Singleton
class KeyStore {

  private static final String SET_TENANT = "select set_config('barometer.tenant', $1, true)";
  private static final String COLUMNS =
      "key_id, name, sources, event_types, created_by, created_at, expires_at, revoked_at, last_used_at";

  private final Transactions api;
  private final AuditTrail trail;

  KeyStore(Pool api, AuditTrail trail) {
    this.api = new Transactions(api);
    this.trail = trail;
  }

  /** Runs work on one tenant's keys in one transaction. */
  <T> T of(String tenantId, Function<Keys, T> work) {
    return api.call(
        tx -> {
          tx.query(SET_TENANT, Tuple.of(tenantId));
          return work.apply(new Keys(tx, tenantId, trail));
        });
  }

  /** One tenant's keys in an open transaction. */
  static final class Keys {
    private final Tx tx;
    private final String tenantId;
    private final AuditTrail trail;

    private Keys(Tx tx, String tenantId, AuditTrail trail) {
      this.tx = tx;
      this.tenantId = tenantId;
      this.trail = trail;
    }

    /** Tells a change in the audit trail; the last thing of the transaction. */
    void record(Caller caller, Change change) {
      trail.record(tx, caller, change);
    }

    /** Keeps a key; {@code created} brings its name, scope, maker and end. */
    ApiKey insert(KeyText text, ApiKey created) {
      ApiKey kept =
          one(tx.query(
                  """
                      insert into ingestion.api_key
                        (tenant_id, key_id, hash, name, sources, event_types, created_by, created_at, expires_at)
                      values ($1, $2, $3, $4, $5, $6, $7, now(), $8)
                      returning %s
                      """
                      .formatted(COLUMNS),
                  Tuple.tuple()
                      .addString(tenantId)
                      .addString(text.keyId())
                      .addBuffer(Buffer.buffer(text.hash()))
                      .addString(created.getName())
                      .addArrayOfString(created.getSourcesList().toArray(String[]::new))
                      .addArrayOfString(created.getEventTypesList().toArray(String[]::new))
                      .addString(created.getCreatedBy())
                      .addOffsetDateTime(expiry(created))))
              .orElseThrow();
      moved();
      return kept;
    }

    List<ApiKey> all() {
      List<ApiKey> all = new ArrayList<>();
      tx.query(
              "select %s from ingestion.api_key where tenant_id = $1 order by created_at desc, key_id"
                  .formatted(COLUMNS),
              Tuple.of(tenantId))
          .forEach(row -> all.add(key(row)));
      return all;
    }

    /** The key, which nobody else changes until the transaction ends. */
    Optional<ApiKey> lock(String keyId) {
      return one(
          tx.query(
              "select %s from ingestion.api_key where tenant_id = $1 and key_id = $2 for update"
                  .formatted(COLUMNS),
              Tuple.of(tenantId, keyId)));
    }

    /** Lets a key end after a while, or when it would have ended anyway. */
    ApiKey endAfter(String keyId, Duration overlap) {
      return change(
          "expires_at = least(expires_at, now() + make_interval(secs => $3))",
          Tuple.of(tenantId, keyId, (double) overlap.toSeconds()));
    }

    ApiKey revoke(String keyId) {
      return change("revoked_at = coalesce(revoked_at, now())", Tuple.of(tenantId, keyId));
    }

    private ApiKey change(String assignment, Tuple parameters) {
      ApiKey changed =
          one(tx.query(
                  "update ingestion.api_key set %s where tenant_id = $1 and key_id = $2 returning %s"
                      .formatted(assignment, COLUMNS),
                  parameters))
              .orElseThrow();
      moved();
      return changed;
    }

    /** Tells every instance, once this transaction is there, to read the keys again. */
    private void moved() {
      tx.query("update ingestion.api_key_revision set revision = revision + 1");
    }

    private static Optional<ApiKey> one(RowSet<Row> rows) {
      var row = rows.iterator();
      return row.hasNext() ? Optional.of(key(row.next())) : Optional.empty();
    }
  }

  private static @Nullable OffsetDateTime expiry(ApiKey key) {
    return key.hasExpireTime()
        ? Instant.ofEpochSecond(key.getExpireTime().getSeconds()).atOffset(ZoneOffset.UTC)
        : null;
  }

  private static ApiKey key(Row row) {
    var key =
        ApiKey.newBuilder()
            .setKeyId(row.getString(0))
            .setName(row.getString(1))
            .addAllSources(List.of(row.getArrayOfStrings(2)))
            .addAllEventTypes(List.of(row.getArrayOfStrings(3)))
            .setCreatedBy(row.getString(4))
            .setCreateTime(ProtoTime.timestamp(row.getOffsetDateTime(5)));
    if (row.getOffsetDateTime(6) != null) {
      key.setExpireTime(ProtoTime.timestamp(row.getOffsetDateTime(6)));
    }
    if (row.getOffsetDateTime(7) != null) {
      key.setRevokeTime(ProtoTime.timestamp(row.getOffsetDateTime(7)));
    }
    if (row.getOffsetDateTime(8) != null) {
      key.setLastUseTime(ProtoTime.timestamp(row.getOffsetDateTime(8)));
    }
    return key.build();
  }
}
