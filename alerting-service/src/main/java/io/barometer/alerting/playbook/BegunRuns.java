package io.barometer.alerting.playbook;

import io.barometer.alerting.alert.Ids;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.playbook.RunPolicy;
import io.barometer.routing.playbook.RunState;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs that begin with alerts and end with them, written in the transaction of the alerts. The
 * number of statements does not depend on the number of alerts.
 */
public final class BegunRuns {
  private static final int CANCELLED = RunState.CANCELLED.number();

  /**
   * An alert that fires.
   *
   * @param receivers of the tenant, by name
   */
  public record Firing(
      String tenantId,
      UUID alertId,
      Labels labels,
      Instant firedAt,
      TenantPlaybooks playbooks,
      Map<String, Receiver> receivers,
      @Nullable String traceParent) {}

  private record RunOf(String tenantId, String playbook, String accountId) {}

  private record Begun(
      UUID id, Firing firing, Playbook playbook, RunState state, @Nullable Instant lapsesAt) {}

  private final Map<RunOf, Instant> last = new HashMap<>();
  private final List<Begun> begun = new ArrayList<>();
  private final Instant now;

  private BegunRuns(Instant now) {
    this.now = now;
  }

  /**
   * Begins the runs of alerts, in their order; engines are told of those that need no approval.
   *
   * @param now by the clock of people
   */
  public static void begin(Tx tx, List<Firing> fired, Instant now) {
    BegunRuns runs = new BegunRuns(now);
    runs.lookBack(tx, fired);
    fired.forEach(runs::decide);
    if (!runs.begun.isEmpty()) {
      runs.write(tx);
    }
  }

  /** Cancels the runs that still wait when their alerts are over. */
  public static void cancel(Tx tx, Collection<UUID> alertsOver, Instant now) {
    if (alertsOver.isEmpty()) {
      return;
    }
    tx.send(
        """
        with over as (
          update alerting.playbook_run set state = $2 where alert_id = any($1) and state = 1
          returning run_id, tenant_id)
        insert into alerting.playbook_run_change (run_id, state, tenant_id, time, note)
        select run_id, $2, tenant_id, $3, 'The alert was over before anybody approved.' from over""",
        Tuple.tuple()
            .addValue(alertsOver.toArray(UUID[]::new))
            .addValue(CANCELLED)
            .addValue(utc(now)));
  }

  /** When the last runs began that keep others from beginning. */
  private void lookBack(Tx tx, List<Firing> fired) {
    Set<RunOf> asked = new HashSet<>();
    for (Firing alert : fired) {
      for (var playbook : alert.playbooks().definitions().keySet()) {
        if (!playbook.coolDown().isZero() && playbook.matches(alert.labels())) {
          asked.add(of(alert, playbook));
        }
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    for (Row row :
        tx.query(
            """
            select tenant_id, playbook, account_id, max(begin_time)
            from (select * from unnest($1::text[], $2::text[], $3::text[])) as w(tenant_id, playbook, account_id)
            join alerting.playbook_run r using (tenant_id, playbook, account_id)
            where r.state <> $4
            group by tenant_id, playbook, account_id""",
            Tuple.of(
                column(asked, String[]::new, RunOf::tenantId),
                column(asked, String[]::new, RunOf::playbook),
                column(asked, String[]::new, RunOf::accountId),
                CANCELLED))) {
      last.put(
          new RunOf(row.getString(0), row.getString(1), row.getString(2)),
          row.getOffsetDateTime(3).toInstant());
    }
  }

  private static RunOf of(Firing alert, io.barometer.routing.playbook.Playbook playbook) {
    return new RunOf(alert.tenantId(), playbook.name(), alert.labels().text(Label.ACCOUNT));
  }

  private void decide(Firing alert) {
    for (var playbook :
        RunPolicy.begins(
            alert.playbooks().definitions().keySet(),
            alert.labels(),
            alert.firedAt(),
            asked -> Optional.ofNullable(last.get(of(alert, asked))))) {
      RunState state = RunPolicy.first(playbook);
      last.put(of(alert, playbook), alert.firedAt());
      begun.add(
          new Begun(
              Ids.run(alert.tenantId(), playbook.name(), alert.alertId()),
              alert,
              alert.playbooks().definition(playbook),
              state,
              state == RunState.WAITING ? now.plus(playbook.lapse()) : null));
    }
  }

  private void write(Tx tx) {
    Set<UUID> fresh = new HashSet<>();
    for (Row row :
        tx.query(
            """
            with begun as (
              insert into alerting.playbook_run (run_id, tenant_id, playbook, account_id, alert_id, state,
                begin_time, trigger_time, lapse_time, definition)
              select run_id, tenant_id, playbook, account_id, alert_id, state, begin_time,
                case when state = 2 then begin_time end, lapse_time, definition
              from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::int[],
                $7::timestamptz[], $8::timestamptz[], $9::bytea[])
                as b(run_id, tenant_id, playbook, account_id, alert_id, state, begin_time, lapse_time,
                  definition)
              on conflict do nothing returning run_id, tenant_id, state, begin_time)
            insert into alerting.playbook_run_change (run_id, state, tenant_id, time)
            select run_id, state, tenant_id, begin_time from begun
            returning run_id""",
            Tuple.tuple()
                .addValue(column(begun, UUID[]::new, Begun::id))
                .addValue(column(begun, String[]::new, b -> b.firing().tenantId()))
                .addValue(column(begun, String[]::new, b -> b.playbook().getName()))
                .addValue(
                    column(begun, String[]::new, b -> b.firing().labels().text(Label.ACCOUNT)))
                .addValue(column(begun, UUID[]::new, b -> b.firing().alertId()))
                .addValue(column(begun, Integer[]::new, b -> b.state().number()))
                .addValue(column(begun, OffsetDateTime[]::new, b -> utc(b.firing().firedAt())))
                .addValue(column(begun, OffsetDateTime[]::new, b -> utc(b.lapsesAt())))
                .addValue(
                    column(
                        begun, Buffer[]::new, b -> Buffer.buffer(b.playbook().toByteArray()))))) {
      fresh.add(row.getUUID(0));
    }
    NewTriggers.write(
        tx,
        begun.stream()
            .filter(run -> run.state() == RunState.TRIGGERED && fresh.contains(run.id()))
            .map(BegunRuns::trigger)
            .toList());
  }

  private static NewTriggers.NewTrigger trigger(Begun run) {
    Firing firing = run.firing();
    return new NewTriggers.NewTrigger(
        firing.tenantId(),
        run.id(),
        firing.alertId(),
        run.playbook(),
        firing.firedAt(),
        firing.receivers(),
        firing.traceParent());
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static <T> Object column(
      Collection<T> rows,
      IntFunction<? extends @Nullable Object[]> made,
      Function<T, ? extends @Nullable Object> field) {
    @Nullable Object[] column = made.apply(rows.size());
    int place = 0;
    for (T row : rows) {
      column[place++] = field.apply(row);
    }
    return column;
  }
}
