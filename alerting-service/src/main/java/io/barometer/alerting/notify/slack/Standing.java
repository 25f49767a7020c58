package io.barometer.alerting.notify.slack;

import io.barometer.model.name.SafeText;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the incident of a message stands.
 *
 * @param incident its id; empty when the message is of several
 * @param text for people, on one line; Slack's control characters are not escaped yet
 * @param acknowledged whether somebody takes care
 * @param over whether there is nothing to be said any more
 */
record Standing(String incident, String text, boolean acknowledged, boolean over) {
  /** Of {@code alerting.incident i}, all null when there is none. */
  static final String COLUMNS =
      """
      i.incident_id, i.state, i.acknowledged_by, i.assignee, i.snoozed_until, i.resolved_time,
      i.open_alerts, i.alerts""";

  private static final int FIRING = 1;
  private static final int ACKNOWLEDGED = 2;
  private static final int SNOOZED = 3;
  private static final int WHO = 100;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Of a message about several incidents: its thread tells. */
  static final Standing OF_SEVERAL =
      new Standing("", "The thread tells how it goes on.", false, false);

  /** From a row with {@link #COLUMNS} from a place on. */
  static Standing of(Row row, int first) {
    UUID id = row.getUUID(first);
    if (id == null) {
      return OF_SEVERAL;
    }
    int state = row.getInteger(first + 1);
    String assignee = who(row.getString(first + 3));
    String text =
        switch (state) {
          case FIRING -> "*Firing*";
          case ACKNOWLEDGED -> "*Acknowledged* by " + who(row.getString(first + 2));
          case SNOOZED -> "*Snoozed* until " + minute(row.getOffsetDateTime(first + 4));
          default -> "*Resolved* " + minute(row.getOffsetDateTime(first + 5));
        };
    if (!assignee.isEmpty()) {
      text += " · assigned to " + assignee;
    }
    text += " · " + row.getInteger(first + 6) + " of " + row.getInteger(first + 7) + " alerts open";
    return new Standing(id.toString(), text, state == ACKNOWLEDGED, state > SNOOZED);
  }

  private static String who(String name) {
    return SafeText.line(name, WHO).replace("*", "");
  }

  private static String minute(@Nullable OffsetDateTime time) {
    return time == null ? "" : MINUTE.format(time);
  }
}
