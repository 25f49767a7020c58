package io.barometer.alerting.dispatch;

import io.barometer.routing.group.Group;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Groups as rows. */
final class GroupRows {
  static final String COLUMNS =
      "group_id, tenant_id, path, notices, opened_at, told_at, escalated, due_at";

  private GroupRows() {}

  /** A group with where it stands. */
  record Stored(UUID id, String tenantId, String path, Group group) {}

  static Stored stored(Row row) {
    return new Stored(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        new Group(
            row.getInteger(3),
            instant(row.getOffsetDateTime(4)),
            instant(row.getOffsetDateTime(5)),
            row.getInteger(6),
            instant(row.getOffsetDateTime(7))));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
