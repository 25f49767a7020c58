package io.barometer.ingestion.history;

import io.barometer.edge.PageTokens;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.append.Micros;
import io.barometer.eventstore.append.Shards;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.ingestion.log.RecordedEvents;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ListEventsResponse;
import io.grpc.Status;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Reads an account's events in the order in which they were recorded, under row-level security. */
@Singleton
public class ListEvents {

  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_PAGE_BYTES = 2 * 1024 * 1024;
  private static final String SET_TENANT = "select set_config('barometer.tenant', $1, true)";
  private static final String COLUMNS =
      "shard, position, tenant_id, version, event_id, %s, payload, late"
          .formatted(Micros.of("recorded_at"));
  private static final String OLDEST_FIRST =
      """
      select %s from ingestion.event
      where shard = $1 and tenant_id = $2 and account_id = $3 and version > $4
      order by version limit $5"""
          .formatted(COLUMNS);
  private static final String NEWEST_FIRST =
      """
      select %s from ingestion.event
      where shard = $1 and tenant_id = $2 and account_id = $3 and version < $4
      order by version desc limit $5"""
          .formatted(COLUMNS);

  private final Pool pool;
  private final PageTokens tokens;
  private final int shards;

  ListEvents(Pool pool, PageTokens tokens, IngestionConfig config) {
    this.pool = pool;
    this.tokens = tokens;
    this.shards = config.shards();
  }

  /** A page of an account's events. */
  public CompletableFuture<ListEventsResponse> list(String tenantId, ListEventsRequest request) {
    check(request);
    String query =
        "ListEvents\0" + tenantId + '\0' + request.getAccountId() + '\0' + request.getNewestFirst();
    boolean first = request.getPageToken().isEmpty();
    long after = first ? start(request) : cursor(query, request.getPageToken());
    int size =
        request.getPageSize() == 0 ? DEFAULT_PAGE : Math.min(request.getPageSize(), MAX_PAGE);
    return rows(tenantId, request, after, size + 1)
        .map(rows -> page(rows, size, first, query))
        .toCompletionStage()
        .toCompletableFuture();
  }

  private static void check(ListEventsRequest request) {
    var violations = new Violations();
    if (request.getAccountId().isEmpty()) {
      violations.add("account_id", ErrorReason.ERROR_REASON_REQUIRED, "must be set");
    }
    if (request.getAccountId().indexOf('\0') >= 0) {
      violations.add("account_id", ErrorReason.ERROR_REASON_TEXT_ENCODING, "must not hold NUL");
    }
    if (request.getPageSize() < 0) {
      violations.add("page_size", ErrorReason.ERROR_REASON_RANGE, "must be 0 or more", "min", "0");
    }
    violations.throwIfAny();
  }

  private static long start(ListEventsRequest request) {
    return request.getNewestFirst() ? Long.MAX_VALUE : 0;
  }

  private long cursor(String query, String token) {
    return ByteBuffer.wrap(tokens.open(query, token)).getLong();
  }

  private Future<RowSet<Row>> rows(
      String tenantId, ListEventsRequest request, long after, int limit) {
    String account = request.getAccountId();
    int shard = Shards.of(tenantId, account, shards);
    String sql = request.getNewestFirst() ? NEWEST_FIRST : OLDEST_FIRST;
    var parameters = Tuple.of(shard, tenantId, account, after, limit);
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(SET_TENANT)
                .execute(Tuple.of(tenantId))
                .compose(set -> connection.preparedQuery(sql).execute(parameters)));
  }

  private ListEventsResponse page(RowSet<Row> rows, int size, boolean first, String query) {
    if (first && rows.size() == 0) {
      throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
          .message("There is no such account.");
    }
    var page = ListEventsResponse.newBuilder();
    long bytes = 0;
    for (Row row : rows) {
      if (page.getEventsCount() == size || bytes > MAX_PAGE_BYTES) {
        long last = page.getEvents(page.getEventsCount() - 1).getVersion();
        byte[] cursor = ByteBuffer.allocate(Long.BYTES).putLong(last).array();
        return page.setNextPageToken(tokens.sign(query, cursor)).build();
      }
      page.addEvents(RecordedEvents.fromRow(row));
      bytes += row.getBuffer(6).length();
    }
    return page.build();
  }
}
