package io.barometer.scoring.scorecard;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.eventstore.Tx;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of all tenants' models, {@code scoring.model_event}, and the heads of their logs. */
final class ModelTables {
  private ModelTables() {}

  /**
   * Who asked for an event.
   *
   * @param requestId the caller's; empty when it gave none
   * @param digest of all that the request said
   */
  record Request(String requestId, byte[] digest) {
    /** The platform itself. */
    static final Request NONE = new Request("", new byte[0]);
  }

  /** Lets nobody else decide for the tenant until the transaction ends. */
  static void lock(Tx tx, String tenantId) {
    tx.query(
        """
        insert into scoring.model_registry (tenant_id, revision, models) values ($1, 0, 0)
        on conflict do nothing
        """,
        Tuple.of(tenantId));
    tx.query(
        "select revision from scoring.model_registry where tenant_id = $1 for update",
        Tuple.of(tenantId));
  }

  /** All events of a tenant, in order. */
  static List<ModelEvent> events(Tx tx, String tenantId) {
    return parsed(
        tx.query(
            "select payload from scoring.model_event where tenant_id = $1 order by revision",
            Tuple.of(tenantId)));
  }

  /** At most so many events before a revision, newest first. */
  static List<ModelEvent> before(Tx tx, String tenantId, long revision, int limit) {
    return parsed(
        tx.query(
            """
            select payload from scoring.model_event where tenant_id = $1 and revision < $2
            order by revision desc limit $3
            """,
            Tuple.of(tenantId, revision, limit)));
  }

  private static List<ModelEvent> parsed(Iterable<Row> rows) {
    List<ModelEvent> events = new ArrayList<>();
    try {
      for (Row row : rows) {
        events.add(ModelEvent.parseFrom(row.getBuffer(0).getBytes()));
      }
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("a model event cannot be read", damaged);
    }
    return events;
  }

  /** The digest of the request that made an event under this id. */
  static Optional<byte[]> digest(Tx tx, String tenantId, String requestId) {
    var rows =
        tx.query(
            """
            select request_digest from scoring.model_event
            where tenant_id = $1 and request_id = $2 and request_id <> ''
            """,
            Tuple.of(tenantId, requestId));
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(rows.iterator().next().getBuffer(0).getBytes());
  }

  /** The file of a model that was drafted, or of a shipped one that was activated. */
  static Optional<String> yaml(Tx tx, String tenantId, String hash) {
    var rows =
        tx.query(
            """
            select yaml from scoring.model_event
            where tenant_id = $1 and hash = $2 and yaml is not null limit 1
            """,
            Tuple.of(tenantId, hash));
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getString(0));
  }

  /**
   * Appends events; the tenant must be locked.
   *
   * @param registry after the events
   * @param request of the first event; what follows from it is the platform's
   * @param yaml the file of the model, when it is not kept yet
   */
  static void append(
      Tx tx,
      String tenantId,
      Registry registry,
      List<ModelEvent> events,
      Request request,
      @Nullable String yaml) {
    Request by = request;
    for (ModelEvent event : events) {
      tx.query(
          """
          insert into scoring.model_event
            (tenant_id, revision, hash, request_id, request_digest, payload, yaml)
          values ($1, $2, $3, $4, $5, $6, $7)
          """,
          Tuple.of(tenantId, event.getRevision(), event.getModel().getHash(), by.requestId())
              .addBuffer(Buffer.buffer(by.digest()))
              .addBuffer(Buffer.buffer(event.toByteArray()))
              .addString(by == request ? yaml : null));
      by = Request.NONE;
    }
    OffsetDateTime next = registry.nextTime().map(t -> t.atOffset(ZoneOffset.UTC)).orElse(null);
    tx.query(
        """
        update scoring.model_registry set revision = $2, next_time = $3 where tenant_id = $1
        """,
        Tuple.of(tenantId, registry.revision(), next));
    if (events.stream().anyMatch(ModelTables::changesScores)) {
      count(tx, tenantId);
    }
  }

  private static boolean changesScores(ModelEvent event) {
    return event.hasTookEffect() || event.hasTrialStarted() || event.hasTrialEnded();
  }

  /**
   * Whoever remembers models or populations sees that they are others; counts are committed in
   * their order. The tenant must be locked.
   */
  static void count(Tx tx, String tenantId) {
    var rows =
        tx.query(
            "update scoring.projection set models = models + 1 where name = 'scoring' returning models");
    tx.query(
        "update scoring.model_registry set models = $2 where tenant_id = $1",
        Tuple.of(tenantId, rows.iterator().next().getLong(0)));
  }
}
