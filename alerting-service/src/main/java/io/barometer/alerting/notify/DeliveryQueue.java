package io.barometer.alerting.notify;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The committed intents to tell receivers. Calls block. */
@ApplicationScoped
class DeliveryQueue {

  private static final int PENDING = 1;
  private static final int DELIVERED = 2;
  private static final int FAILED = 3;
  private static final int SUPPRESSED = 4;

  /** A receiver of a tenant. */
  record Target(String tenantId, String receiver) {
    static Target of(Notification n) {
      return new Target(n.tenantId(), n.receiver().getName());
    }
  }

  /**
   * An attempt that is over.
   *
   * @param next the pause before the next one; empty when this was the last
   */
  record Ended(
      Notification notification,
      Instant began,
      Instant end,
      Outcome outcome,
      Optional<RetrySchedule.Next> next) {

    private int state() {
      return switch (outcome) {
        case Outcome.Delivered _ -> DELIVERED;
        case Outcome.KeptBack _ -> SUPPRESSED;
        case Outcome.Rejected _, Outcome.Retryable _, Outcome.Ambiguous _ ->
            next.isEmpty() ? FAILED : PENDING;
      };
    }

    /** Whether the receiver will never have it. */
    boolean failed() {
      return state() == FAILED;
    }

    private long pauseMillis() {
      return next.map(RetrySchedule.Next::pause).orElse(Duration.ZERO).toMillis();
    }

    private int failures() {
      return next.map(RetrySchedule.Next::failures).orElse(notification.failures());
    }
  }

  private final Transactions transactions;

  DeliveryQueue(@ReactiveDataSource("worker") Pool pool) {
    this.transactions = new Transactions(pool);
  }

  /** Records attempts and their outcomes; takes nothing. */
  List<Notification> record(List<Ended> over) {
    if (!over.isEmpty()) {
      transactions.run(tx -> write(tx, over));
    }
    return List.of();
  }

  /**
   * Records attempts and their outcomes, then takes deliveries that are due, each receiver's oldest
   * first, and counts an attempt for each. Whatever has no outcome after the lease is taken again.
   * A resolution waits for its firing, a notice for the one before it. How many are taken is not
   * known to the planner, so the query is written in a way that looks each of them up: read as
   * joins, it went through all alerts and transitions there are.
   *
   * @param room how many more of a busy receiver's may be taken
   * @param perReceiver the same of one that is not busy
   */
  List<Notification> recordAndTake(
      List<Ended> over, Map<Target, Integer> room, int perReceiver, Duration lease) {
    List<Target> busy = List.copyOf(room.keySet());
    return transactions.call(
        tx -> {
          write(tx, over);
          RowSet<Row> rows =
              tx.query(
                  """
                  with due as (
                    select d.notification_id
                    from alerting.receiver r
                    left join unnest($1::text[], $2::text[], $3::int[]) as b(tenant_id, name, n)
                      on b.tenant_id = r.tenant_id and b.name = r.name
                    cross join lateral (
                      select w.notification_id from alerting.delivery w
                      where w.tenant_id = r.tenant_id and w.receiver = r.name and w.state = 1
                        and w.next_attempt_at <= clock_timestamp()
                        and case
                          when w.group_id is not null then not exists (
                            select from alerting.delivery f
                            where f.group_id = w.group_id and f.receiver = w.receiver
                              and f.number < w.number and f.state = 1)
                          else w.about = 1 or not exists (
                            select from alerting.delivery f
                            where f.alert_id = w.alert_id and f.receiver = w.receiver
                              and f.about = 1 and f.state = 1)
                          end
                      order by w.next_attempt_at
                      limit coalesce(b.n, $4)
                      for update skip locked) d),
                  taken as (
                    update alerting.delivery d
                    set attempts = attempts + 1,
                        next_attempt_at = clock_timestamp() + $5 * interval '1 millisecond'
                    where d.notification_id = any (array(select notification_id from due))
                    returning d.*)
                  select d.notification_id, d.tenant_id, d.attempts, d.traceparent, r.definition,
                    d.group_id, d.number, d.alert_id, d.about, a.rule, a.title, a.severity, a.playbook,
                    a.fired_time, t.score, t.reason, t.time, d.failures, d.created_at,
                    d.trigger_id
                  from taken d
                  join alerting.receiver r on r.tenant_id = d.tenant_id and r.name = d.receiver
                  left join lateral (
                    select * from alerting.alert x where x.alert_id = d.alert_id limit 1) a on true
                  left join lateral (
                    select * from alerting.transition x
                    where x.alert_id = d.alert_id and x.about = d.about limit 1) t on true
                  order by t.time, d.created_at, d.notification_id""",
                  Tuple.of(
                      busy.stream().map(Target::tenantId).toArray(String[]::new),
                      busy.stream().map(Target::receiver).toArray(String[]::new),
                      busy.stream().map(room::get).toArray(Integer[]::new),
                      perReceiver,
                      lease.toMillis()));
          return NewsRows.notifications(tx, rows);
        });
  }

  /** Gives up what is pending for receivers that were removed. */
  void giveUpOrphans() {
    transactions.run(
        tx ->
            tx.query(
                """
                update alerting.delivery d set state = 3, last_outcome = 'the receiver was removed'
                where state = 1 and not exists (
                  select from alerting.receiver r
                  where r.tenant_id = d.tenant_id and r.name = d.receiver)"""));
  }

  /** How many deliveries are pending, and the age of the oldest in seconds. */
  Pending pending() {
    Row row =
        transactions.call(
            tx ->
                tx.query(
                        """
                        select count(*), coalesce(extract(epoch from
                          clock_timestamp() - min(created_at)), 0)::float8
                        from alerting.delivery where state = 1""")
                    .iterator()
                    .next());
    return new Pending(row.getLong(0), row.getDouble(1));
  }

  /** What waits. */
  record Pending(long count, double oldestSeconds) {}

  private static void write(Tx tx, List<Ended> over) {
    if (over.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into alerting.attempt
          (notification_id, number, tenant_id, began_at, ended_at, outcome, detail)
        select * from unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::timestamptz[],
          $6::text[], $7::text[])
        on conflict do nothing""",
        identified(over)
            .addValue(array(over, String[]::new, one -> one.notification().tenantId()))
            .addValue(array(over, OffsetDateTime[]::new, one -> utc(one.began())))
            .addValue(array(over, OffsetDateTime[]::new, one -> utc(one.end())))
            .addValue(array(over, String[]::new, one -> one.outcome().getClass().getSimpleName()))
            .addValue(array(over, String[]::new, one -> one.outcome().text())));
    tx.send(
        """
        update alerting.delivery d
        set state = o.state, last_outcome = o.text, failures = o.failures,
          next_attempt_at = clock_timestamp() + o.pause * interval '1 millisecond',
          delivered_at = case when o.state = 2 then clock_timestamp() end
        from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::int8[], $6::int[])
          as o (id, number, state, text, pause, failures)
        where d.notification_id = o.id and d.attempts = o.number and d.state = 1""",
        identified(over)
            .addValue(array(over, Integer[]::new, Ended::state))
            .addValue(array(over, String[]::new, one -> one.outcome().text()))
            .addValue(array(over, Long[]::new, Ended::pauseMillis))
            .addValue(array(over, Integer[]::new, Ended::failures)));
    PostedTable.write(tx, over);
  }

  /** The first two parameters: which attempts. */
  private static Tuple identified(List<Ended> over) {
    return Tuple.tuple()
        .addValue(array(over, UUID[]::new, one -> one.notification().id()))
        .addValue(array(over, Integer[]::new, one -> one.notification().attempt()));
  }

  private static <T> Object array(
      List<Ended> over, IntFunction<T[]> made, Function<Ended, T> field) {
    return over.stream().map(field).toArray(made);
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
