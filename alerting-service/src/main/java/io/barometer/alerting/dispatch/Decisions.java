package io.barometer.alerting.dispatch;

import io.barometer.alerting.alert.Ids;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.routing.group.Flush;
import io.barometer.routing.group.Notice;
import io.barometer.routing.group.Notice.Kind;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What a batch of looks decided, written with as many statements for one group as for many. */
final class Decisions {
  private static final int FIRING = 1;
  private static final int RESOLVED = 3;

  private record Decided(GroupRows.Stored stored, Flush flush) {}

  private record Told(GroupRows.Stored stored, Notice notice) {}

  private record Named(Told told, int place, UUID alert, boolean firing) {}

  private record Delivery(Told told, String receiver, String suppressed) {}

  private final Instant now;
  private final List<Decided> decided = new ArrayList<>();
  private final List<Told> notices = new ArrayList<>();
  private final List<Named> named = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<UUID> ended = new ArrayList<>();

  Decisions(Instant now) {
    this.now = now;
  }

  /** A group whose branch is gone: its alerts are told by others. */
  void end(GroupRows.Stored group) {
    ended.add(group.id());
  }

  /**
   * Takes a decision.
   *
   * @param newest when the youngest alert of the group fired
   */
  void add(GroupRows.Stored stored, Flush flush, Instant newest, Map<String, Receiver> receivers) {
    decided.add(new Decided(stored, flush));
    for (Notice notice : flush.notices()) {
      Told told = new Told(stored, notice);
      notices.add(told);
      int place = 0;
      for (UUID alert : notice.firing()) {
        named.add(new Named(told, place++, alert, true));
      }
      for (UUID alert : notice.over()) {
        named.add(new Named(told, place++, alert, false));
      }
      for (String name : notice.receivers()) {
        Receiver receiver = receivers.get(name);
        if (receiver != null && !(receiver.getFiringOnly() && onlyOver(notice))) {
          deliveries.add(new Delivery(told, name, suppressed(receiver, newest)));
        }
      }
    }
  }

  private static boolean onlyOver(Notice notice) {
    return !notice.news() && (notice.kind() == Kind.UPDATED || notice.kind() == Kind.RESOLVED);
  }

  private static String suppressed(Receiver receiver, Instant newest) {
    Instant activeFrom = ReceiverRows.activeFrom(receiver);
    return newest.isBefore(activeFrom)
        ? "fired at " + newest + ", before the receiver's active_from_time " + activeFrom
        : "";
  }

  void write(Tx tx) {
    groups(tx);
    if (!notices.isEmpty()) {
      notices(tx);
      members(tx);
      deliveries(tx);
    }
    forget(tx);
  }

  private void groups(Tx tx) {
    tx.send(
        """
        update alerting.alert_group g set notices = c.notices, opened_at = c.opened_at,
          told_at = c.told_at, escalated = c.escalated, due_at = c.due_at
        from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::timestamptz[], $5::int[],
          $6::timestamptz[]) as c(group_id, notices, opened_at, told_at, escalated, due_at)
        where g.group_id = c.group_id""",
        Tuple.of(
            of(decided, UUID[]::new, d -> d.stored.id()),
            of(decided, Integer[]::new, d -> d.flush.group().notices()),
            of(decided, OffsetDateTime[]::new, d -> utc(d.flush.group().openedAt())),
            of(decided, OffsetDateTime[]::new, d -> utc(d.flush.group().toldAt())),
            of(decided, Integer[]::new, d -> d.flush.group().escalated()),
            of(decided, OffsetDateTime[]::new, d -> utc(d.flush.group().dueAt()))));
    if (!ended.isEmpty()) {
      tx.send(
          "update alerting.alert_group set due_at = null where group_id = any($1)",
          Tuple.of((Object) ended.toArray(UUID[]::new)));
    }
  }

  private void notices(Tx tx) {
    tx.send(
        """
        insert into alerting.notice (group_id, number, tenant_id, kind, time)
        select *, $5::timestamptz from unnest($1::uuid[], $2::int[], $3::text[], $4::text[])""",
        Tuple.of(
            of(notices, UUID[]::new, t -> t.stored.id()),
            of(notices, Integer[]::new, t -> t.notice.number()),
            of(notices, String[]::new, t -> t.stored.tenantId()),
            of(notices, String[]::new, t -> t.notice.kind().name()),
            utc(now)));
    tx.send(
        """
        insert into alerting.notice_alert (group_id, number, tenant_id, place, alert_id, firing)
        select * from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::uuid[], $6::bool[])""",
        Tuple.of(
            of(named, UUID[]::new, n -> n.told.stored.id()),
            of(named, Integer[]::new, n -> n.told.notice.number()),
            of(named, String[]::new, n -> n.told.stored.tenantId()),
            of(named, Integer[]::new, Named::place),
            of(named, UUID[]::new, Named::alert),
            of(named, Boolean[]::new, Named::firing)));
  }

  private void members(Tx tx) {
    tx.send(
        """
        update alerting.group_member m set told = case when n.firing then 1 else 2 end
        from unnest($1::uuid[], $2::uuid[], $3::bool[]) as n(group_id, alert_id, firing)
        where m.group_id = n.group_id and m.alert_id = n.alert_id""",
        Tuple.of(
            of(named, UUID[]::new, n -> n.told.stored.id()),
            of(named, UUID[]::new, Named::alert),
            of(named, Boolean[]::new, Named::firing)));
  }

  /** A repeat is for those who have what was told before. */
  private void deliveries(Tx tx) {
    tx.send(
        """
        insert into alerting.delivery (notification_id, tenant_id, group_id, number, receiver, about,
          state, last_outcome)
        select id, tenant_id, group_id, number, receiver, about,
          case when suppressed = '' then 1 else 4 end, suppressed
        from unnest($1::uuid[], $2::text[], $3::uuid[], $4::int[], $5::text[], $6::int[], $7::text[],
          $8::bool[])
          as d(id, tenant_id, group_id, number, receiver, about, suppressed, repeat)
        where not repeat or not exists (
          select from alerting.delivery w
          where w.group_id = d.group_id and w.receiver = d.receiver and w.state = 1)
        on conflict do nothing""",
        Tuple.tuple()
            .addValue(of(deliveries, UUID[]::new, Decisions::id))
            .addValue(of(deliveries, String[]::new, d -> d.told.stored.tenantId()))
            .addValue(of(deliveries, UUID[]::new, d -> d.told.stored.id()))
            .addValue(of(deliveries, Integer[]::new, d -> d.told.notice.number()))
            .addValue(of(deliveries, String[]::new, Delivery::receiver))
            .addValue(of(deliveries, Integer[]::new, Decisions::about))
            .addValue(of(deliveries, String[]::new, Delivery::suppressed))
            .addValue(of(deliveries, Boolean[]::new, d -> d.told.notice.kind() == Kind.REPEATED)));
  }

  private void forget(Tx tx) {
    List<UUID> groups = new ArrayList<>();
    List<UUID> alerts = new ArrayList<>();
    for (Decided one : decided) {
      for (UUID alert : one.flush.done()) {
        groups.add(one.stored.id());
        alerts.add(alert);
      }
    }
    if (!groups.isEmpty()) {
      tx.send(
          """
          delete from alerting.group_member m
          using unnest($1::uuid[], $2::uuid[]) as d(group_id, alert_id)
          where m.group_id = d.group_id and m.alert_id = d.alert_id""",
          Tuple.tuple()
              .addValue(groups.toArray(UUID[]::new))
              .addValue(alerts.toArray(UUID[]::new)));
    }
  }

  private static UUID id(Delivery delivery) {
    Told told = delivery.told;
    return Ids.notice(told.stored.id(), told.notice.number(), delivery.receiver);
  }

  private static int about(Delivery delivery) {
    return delivery.told.notice.firing().isEmpty() ? RESOLVED : FIRING;
  }

  /** One column of a row; null stays null. */
  @FunctionalInterface
  private interface Field<T> {
    @Nullable Object of(T one);
  }

  private static <T> Object of(List<T> list, IntFunction<? extends Object[]> made, Field<T> field) {
    @Nullable Object[] column = made.apply(list.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = field.of(list.get(i));
    }
    return column;
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
