package io.barometer.alerting.notify;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.alerting.alert.StoredScore;
import io.barometer.alerting.receiver.ReceiverStore;
import io.barometer.alerting.route.LabelsJson;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.DigestContent;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.routing.group.Notice.Kind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Deliveries that were taken, with what they tell. */
final class NewsRows {
  /** The columns of one alert, from {@code alert} and {@code transition}. */
  private static final int ALERT = 8;

  private static final int TRIGGER = 19;

  private record NoticeKey(UUID group, int number) {}

  private NewsRows() {}

  /**
   * The notifications of rows of notification_id, tenant_id, attempts, traceparent, definition of
   * the receiver, group_id, number, alert_id, about, the columns of the alert, failures and
   * created_at, and trigger_id.
   */
  static List<Notification> notifications(Tx tx, RowSet<Row> rows) {
    Map<NoticeKey, GroupNews> groups = groups(tx, rows);
    Map<UUID, DigestNews> digests = digests(tx, rows);
    Map<UUID, PlaybookNews> triggers = TriggerRows.byId(tx, triggers(rows));
    List<Notification> taken = new ArrayList<>();
    for (Row row : rows) {
      Receiver receiver = ReceiverStore.stored(row.getBuffer(4).getBytes());
      taken.add(
          new Notification(
              row.getUUID(0),
              row.getString(1),
              receiver,
              row.getInteger(2),
              row.getInteger(17),
              row.getOffsetDateTime(18).toInstant(),
              row.getUUID(TRIGGER) == null
                  ? news(row, receiver, groups, digests)
                  : Objects.requireNonNull(triggers.get(row.getUUID(TRIGGER))),
              row.getString(3)));
    }
    return taken;
  }

  private static List<UUID> triggers(RowSet<Row> rows) {
    List<UUID> ids = new ArrayList<>();
    for (Row row : rows) {
      if (row.getUUID(TRIGGER) != null) {
        ids.add(row.getUUID(TRIGGER));
      }
    }
    return ids;
  }

  private static News news(
      Row row, Receiver receiver, Map<NoticeKey, GroupNews> groups, Map<UUID, DigestNews> digests) {
    DigestNews digest = digests.get(row.getUUID(0));
    if (digest != null) {
      return digest;
    }
    if (row.getUUID(5) == null) {
      return alert(row, row.getUUID(7), about(row.getInteger(ALERT)), ALERT + 1);
    }
    GroupNews group = groups.get(new NoticeKey(row.getUUID(5), row.getInteger(6)));
    if (group == null) {
      throw new IllegalStateException("a notice is missing");
    }
    return receiver.getFiringOnly() ? group.firingOnly() : group;
  }

  /** What tells of no alert, no group and no run. */
  private static Map<UUID, DigestNews> digests(Tx tx, RowSet<Row> rows) {
    List<UUID> ids = new ArrayList<>();
    for (Row row : rows) {
      if (row.getUUID(5) == null && row.getUUID(7) == null && row.getUUID(TRIGGER) == null) {
        ids.add(row.getUUID(0));
      }
    }
    Map<UUID, DigestNews> digests = new HashMap<>();
    if (ids.isEmpty()) {
      return digests;
    }
    for (Row row :
        tx.query(
            """
            select notification_id, content, time from alerting.digest_issue
            where notification_id = any($1)""",
            Tuple.of((Object) ids.toArray(UUID[]::new)))) {
      digests.put(
          row.getUUID(0),
          new DigestNews(
              row.getUUID(0),
              content(row.getBuffer(1).getBytes()),
              row.getOffsetDateTime(2).toInstant()));
    }
    return digests;
  }

  private static DigestContent content(byte[] bytes) {
    try {
      return DigestContent.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored digest cannot be read", e);
    }
  }

  private static Map<NoticeKey, GroupNews> groups(Tx tx, RowSet<Row> rows) {
    List<UUID> ids = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (Row row : rows) {
      if (row.getUUID(5) != null) {
        ids.add(row.getUUID(5));
        numbers.add(row.getInteger(6));
      }
    }
    Map<NoticeKey, GroupNews> groups = new HashMap<>();
    if (!ids.isEmpty()) {
      read(tx, ids, numbers, groups);
    }
    return groups;
  }

  private static void read(
      Tx tx, List<UUID> ids, List<Integer> numbers, Map<NoticeKey, GroupNews> groups) {
    for (Row row :
        tx.query(
            """
            select n.group_id, n.number, n.kind, n.time, g.path, g.labels::text,
              c.firing, c.over, l.alert_id, l.about, a.rule, a.title, a.severity, a.playbook,
              a.fired_time, coalesce(t.score, a.score), coalesce(t.reason, 'The rule was changed.'),
              coalesce(t.time, a.resolved_time, a.fired_time)
            from (select distinct * from unnest($1::uuid[], $2::int[])) as w(group_id, number)
            join alerting.notice n using (group_id, number)
            join alerting.alert_group g using (group_id)
            cross join lateral (
              select count(*) filter (where firing) as firing, count(*) filter (where not firing) as over
              from alerting.notice_alert m where m.group_id = n.group_id and m.number = n.number) c
            cross join lateral (
              select m.alert_id, m.place,
                case when m.firing then 1 else (select greatest(3, state) from alerting.alert x
                  where x.alert_id = m.alert_id) end as about
              from alerting.notice_alert m where m.group_id = n.group_id and m.number = n.number
              order by m.place limit $3) l
            join alerting.alert a on a.alert_id = l.alert_id
            left join alerting.transition t on t.alert_id = l.alert_id and t.about = l.about
            order by n.group_id, n.number, l.place""",
            Tuple.of(ids.toArray(UUID[]::new), numbers.toArray(Integer[]::new), GroupNews.MOST))) {
      groups
          .computeIfAbsent(new NoticeKey(row.getUUID(0), row.getInteger(1)), key -> group(key, row))
          .alerts()
          .add(alert(row, row.getUUID(8), about(row.getInteger(9)), 10));
    }
  }

  private static GroupNews group(NoticeKey key, Row row) {
    return new GroupNews(
        key.group(),
        key.number(),
        Kind.valueOf(row.getString(2)),
        row.getString(4),
        LabelsJson.labels(row.getString(5)),
        row.getOffsetDateTime(3).toInstant(),
        row.getInteger(6),
        row.getInteger(7),
        new ArrayList<>());
  }

  /** From columns rule, title, severity, playbook, fired_time, score, reason, time. */
  static AlertNews alert(Row row, UUID alertId, About about, int first) {
    return new AlertNews(
        alertId,
        about,
        row.getString(first),
        row.getString(first + 1),
        AlertSeverity.forNumber(row.getInteger(first + 2)),
        row.getString(first + 3),
        StoredScore.of(row.getBuffer(first + 5).getBytes()),
        row.getString(first + 6),
        row.getOffsetDateTime(first + 4).toInstant(),
        row.getOffsetDateTime(first + 7).toInstant());
  }

  private static About about(int state) {
    return switch (state) {
      case 1 -> About.FIRED;
      case 4 -> About.WITHDRAWN;
      default -> About.RESOLVED;
    };
  }
}
