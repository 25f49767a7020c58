package io.barometer.alerting.tenant;

import io.barometer.edge.PageTokens;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A page of what is listed newest first: by a time and, where that is the same, by an id. Its token
 * names the last row, so rows that come in between move nothing.
 *
 * @param query what must be the same on the next page
 * @param beforeTime together with beforeId: only rows older than this one
 * @param size rows at most
 */
public record NewestFirst(String query, OffsetDateTime beforeTime, UUID beforeId, int size) {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final UUID LAST_ID = new UUID(-1, -1);

  /** Notes a page size below 0; 0 is the usual one, and a larger one than 1,000 is 1,000. */
  public static void check(int size, Violations violations) {
    if (size < 0) {
      violations.add(
          "page_size",
          ErrorReason.ERROR_REASON_RANGE,
          "use 1 to 1000, or 0 for 100",
          "min",
          "0",
          "actual",
          Integer.toString(size));
    }
  }

  /**
   * The page that a token begins, the newest one without a token.
   *
   * @param size as a request has it, {@linkplain #check checked}
   * @throws io.barometer.edge.Refusal PAGE_TOKEN when the token was made for another query
   */
  public static NewestFirst of(String query, int size, String token, PageTokens tokens) {
    int rows = size == 0 ? USUAL : Math.min(size, MOST);
    if (token.isEmpty()) {
      return new NewestFirst(query, TimeCheck.END, LAST_ID, rows);
    }
    ByteBuffer cursor = ByteBuffer.wrap(tokens.open(query, token));
    Instant time = Instant.ofEpochSecond(cursor.getLong(), cursor.getInt());
    UUID id = new UUID(cursor.getLong(), cursor.getLong());
    return new NewestFirst(query, time.atOffset(ZoneOffset.UTC), id, rows);
  }

  /** Adds the time, the id and how many rows to read: one more, which tells of a next page. */
  public Tuple addTo(Tuple filter) {
    return filter.addValue(beforeTime).addValue(beforeId).addValue(size + 1);
  }

  /** The token of the page after this one, whose last row has this time and id. */
  public String next(OffsetDateTime time, UUID id, PageTokens tokens) {
    byte[] cursor =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + 2 * Long.BYTES)
            .putLong(time.toEpochSecond())
            .putInt(time.getNano())
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return tokens.sign(query, cursor);
  }
}
