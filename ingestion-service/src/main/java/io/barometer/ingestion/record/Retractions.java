package io.barometer.ingestion.record;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.edge.Violations;
import io.barometer.edge.event.EventTypes;
import io.barometer.eventstore.append.Fingerprints;
import io.barometer.eventstore.append.Shards;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the events that a batch retracts. Events never go and never change, so what is found
 * before the append is true after it; that an event is retracted once is for the store to see,
 * since the id of a retraction is made of its target. A batch without retractions costs nothing.
 */
@Singleton
final class Retractions {
  private static final String SET_TENANT = "select set_config('barometer.tenant', $1, true)";
  private static final String NO_SUCH_EVENT =
      "is no event of the account that is recorded or stands earlier in the batch";

  private final Pool pool;
  private final int shards;

  Retractions(Pool pool, IngestionConfig config) {
    this.pool = pool;
    this.shards = config.shards();
  }

  /**
   * What stands for the source in the id of an event: nothing for retractions, whoever sends them.
   */
  static String source(Event event) {
    return event.hasEventRetracted() ? "" : event.getSource();
  }

  /** An event that may be retracted, or not. */
  private record Target(String accountId, String refusal) {}

  /** What is known of the events that a batch retracts. */
  static final class Found {
    private final Map<UUID, Target> targets = new HashMap<>();

    /** Notes what is wrong with the targets of a batch. */
    void check(String tenantId, List<Event> events, Violations violations) {
      for (int i = 0; i < events.size(); i++) {
        check(events.get(i), "events[" + i + "]", violations);
        add(events.get(i), tenantId);
      }
    }

    /** Notes what is wrong with the target of one event of the batch. */
    void check(Event event, String path, Violations violations) {
      UUID id = target(event);
      if (id != null) {
        Target target = targets.get(id);
        if (target == null || !target.accountId.equals(event.getAccountId())) {
          violations.add(
              path + ".event_retracted.event_id",
              ErrorReason.ERROR_REASON_NOT_FOUND,
              NO_SUCH_EVENT);
        } else if (!target.refusal.isEmpty()) {
          violations.add(
              path + ".event_retracted.event_id", ErrorReason.ERROR_REASON_STATE, target.refusal);
        }
      }
    }

    /** Those that follow in the batch may retract this event. */
    void add(Event event, String tenantId) {
      targets.putIfAbsent(
          Fingerprints.ofThread()
              .eventId(tenantId, event.getAccountId(), source(event), event.getEventKey()),
          new Target(
              event.getAccountId(),
              refusal(
                  EventTypes.name(event.getPayloadCase()),
                  event.getEventRetracted().hasReplacement())));
    }
  }

  /**
   * Looks for the targets of a batch; empty when it retracts nothing. Completes at once then, else
   * on another thread.
   */
  CompletableFuture<Optional<Found>> find(String tenantId, List<Event> events) {
    List<Event> retracting = events.stream().filter(event -> target(event) != null).toList();
    if (retracting.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return rows(tenantId, retracting)
        .map(rows -> Optional.of(found(rows)))
        .recover(away -> Future.failedFuture(Refusals.unavailable()))
        .toCompletionStage()
        .toCompletableFuture();
  }

  private Future<RowSet<Row>> rows(String tenantId, List<Event> retracting) {
    List<Integer> places = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    for (Event event : retracting) {
      places.add(Shards.of(tenantId, event.getAccountId(), shards));
      ids.add(target(event));
    }
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(SET_TENANT)
                .execute(Tuple.of(tenantId))
                .compose(
                    set ->
                        connection
                            .preparedQuery(
                                """
                                select event_id, account_id, type,
                                  case when type = 'event_retracted' then payload end
                                from unnest($2::int[], $3::uuid[]) as t (shard, event_id)
                                join ingestion.event using (shard, event_id)
                                where tenant_id = $1
                                """)
                            .execute(
                                Tuple.of(
                                    tenantId,
                                    places.toArray(Integer[]::new),
                                    ids.toArray(UUID[]::new)))));
  }

  private static Found found(RowSet<Row> rows) {
    Found found = new Found();
    for (Row row : rows) {
      found.targets.put(
          row.getUUID(0), new Target(row.getString(1), refusal(row.getString(2), replaces(row))));
    }
    return found;
  }

  private static boolean replaces(Row row) {
    Buffer payload = row.getBuffer(3);
    try {
      return payload != null
          && Event.parseFrom(payload.getBytes()).getEventRetracted().hasReplacement();
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("The store holds bytes that are no event", damaged);
    }
  }

  private static String refusal(String type, boolean replaces) {
    return switch (type) {
      case "event_retracted" ->
          replaces
              ? ""
              : "is a retraction without a replacement: record the event again under another key";
      case "account_archived" -> "is not retracted: record account_restored";
      case "account_restored" -> "is not retracted: record account_archived";
      case "day_started" -> "was written by the platform itself";
      default -> "";
    };
  }

  /** The event that is retracted; null when none is, or when nobody can say which. */
  private static @Nullable UUID target(Event event) {
    try {
      return event.hasEventRetracted()
          ? UUID.fromString(event.getEventRetracted().getEventId())
          : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
