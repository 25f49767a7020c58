package io.barometer.alerting.notify.slack;

import io.barometer.alerting.notify.AlertNews;
import io.barometer.alerting.notify.DigestNews;
import io.barometer.alerting.notify.GroupNews;
import io.barometer.alerting.notify.News;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.PlaybookNews;
import io.barometer.alerting.receiver.ReceiverStore;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Receiver;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that bots posted, and which of them show something old. Calls block. */
@ApplicationScoped
class PostedMessages {
  private static final int MOST = 20;

  private final Transactions transactions;

  PostedMessages(@ReactiveDataSource("worker") Pool pool) {
    this.transactions = new Transactions(pool);
  }

  /**
   * A message to reply to.
   *
   * @param incident what it is about; empty when of several
   */
  record Message(String incident, String channel, String ts) {}

  /**
   * A message that may show something old.
   *
   * @param wanted which change it is brought up to
   */
  record Stale(
      UUID subject,
      String tenantId,
      Receiver receiver,
      String channel,
      String ts,
      String told,
      String shown,
      long wanted,
      Standing standing) {}

  Optional<Message> find(Notification notification) {
    return transactions.call(
        tx -> {
          for (Row row :
              tx.query(
                  """
                  select incident_id, channel, ts from alerting.posted_message
                  where tenant_id = $1 and receiver = $2 and subject_id = $3""",
                  Tuple.of(
                      notification.tenantId(),
                      notification.receiver().getName(),
                      notification.news().subject()))) {
            String incident = row.getUUID(0) == null ? "" : row.getUUID(0).toString();
            return Optional.of(new Message(incident, row.getString(1), row.getString(2)));
          }
          return Optional.empty();
        });
  }

  /** Where the incident stands that news are about. */
  Standing standing(News news) {
    UUID[] alerts =
        switch (news) {
          case AlertNews alert -> new UUID[] {alert.alertId()};
          case GroupNews group ->
              group.alerts().stream().map(AlertNews::alertId).toArray(UUID[]::new);
          case PlaybookNews _, DigestNews _ -> new UUID[0];
        };
    return transactions.call(tx -> standing(tx, alerts));
  }

  private static Standing standing(Tx tx, UUID[] alerts) {
    List<Row> incidents = new ArrayList<>();
    tx.query(
            "select "
                + Standing.COLUMNS
                + " from alerting.incident i where i.incident_id in ("
                + "select incident_id from alerting.alert where alert_id = any($1)) limit 2",
            Tuple.of((Object) alerts))
        .forEach(incidents::add);
    return incidents.size() == 1 ? Standing.of(incidents.getFirst(), 0) : Standing.OF_SEVERAL;
  }

  /** Takes messages that are due; whatever has no outcome after the lease is taken again. */
  List<Stale> take(Instant now, Duration lease) {
    return transactions.call(
        tx -> {
          List<Stale> taken = new ArrayList<>();
          for (Row row :
              tx.query(
                  """
                  with due as (
                    select p.tenant_id, p.receiver, p.subject_id, r.definition
                    from alerting.posted_message p
                    join alerting.receiver r on r.tenant_id = p.tenant_id and r.name = p.receiver
                    where p.next_at <= $1 order by p.next_at limit $3 for update of p skip locked),
                  taken as (
                    update alerting.posted_message p set next_at = $2 from due
                    where p.tenant_id = due.tenant_id and p.receiver = due.receiver
                      and p.subject_id = due.subject_id
                    returning p.*, due.definition)
                  select t.subject_id, t.tenant_id, t.definition, t.channel, t.ts, t.told,
                    t.shown_standing, t.wanted,\s"""
                      + Standing.COLUMNS
                      + " from taken t left join alerting.incident i using (incident_id)",
                  Tuple.of(utc(now), utc(now.plus(lease)), MOST))) {
            taken.add(stale(row));
          }
          return taken;
        });
  }

  /** Notes that a message shows what it was taken with, or, with a time, that it does not yet. */
  void done(Stale one, @Nullable Instant again) {
    transactions.run(
        tx ->
            tx.query(
                """
                update alerting.posted_message
                set shown_standing = case when $4::timestamptz is null then $5 else shown_standing end,
                  next_at = case when $4 is null and wanted = $6 then null
                    else coalesce($4, clock_timestamp()) end
                where tenant_id = $1 and receiver = $2 and subject_id = $3""",
                Tuple.tuple()
                    .addValue(one.tenantId)
                    .addValue(one.receiver.getName())
                    .addValue(one.subject)
                    .addValue(again == null ? null : utc(again))
                    .addValue(one.standing.text())
                    .addValue(one.wanted)));
  }

  private static Stale stale(Row row) {
    return new Stale(
        row.getUUID(0),
        row.getString(1),
        ReceiverStore.stored(row.getBuffer(2).getBytes()),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        Standing.of(row, 8));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
