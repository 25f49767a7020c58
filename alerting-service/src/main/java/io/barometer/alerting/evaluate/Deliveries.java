package io.barometer.alerting.evaluate;

import io.barometer.alerting.alert.Ids;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.eventstore.Tx;
import io.barometer.model.alert.Transition;
import io.barometer.proto.alerting.v1.Receiver;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The intents to tell receivers of transitions. A suppressed one is kept with its reason. */
final class Deliveries {

  /** One receiver is to be told of one transition. */
  private record Intent(
      UUID id,
      UUID firedId,
      String tenantId,
      UUID alertId,
      String receiver,
      int about,
      String suppressed,
      @Nullable String traceParent) {}

  private final List<Intent> fired = new ArrayList<>();
  private final List<Intent> resolved = new ArrayList<>();

  private Deliveries() {}

  static Deliveries of(List<Told> told) {
    Deliveries deliveries = new Deliveries();
    for (Told one : told) {
      boolean quiet = one.transition() instanceof Transition.Confirmed;
      var rule = quiet ? null : one.config().byName().get(one.transition().rule().name());
      if (rule != null) {
        rule.getReceiversList().stream().distinct().forEach(r -> deliveries.add(one, r));
      }
    }
    return deliveries;
  }

  void write(Tx tx) {
    write(tx, fired);
    write(tx, resolved);
  }

  private void add(Told told, String receiver) {
    Receiver known = told.config().receivers().get(receiver);
    boolean over = told.transition() instanceof Transition.Resolved;
    if (known == null || (over && known.getFiringOnly())) {
      return;
    }
    String tenant = told.account().tenantId();
    UUID firedId = Ids.notification(tenant, receiver, told.alertId(), "fired");
    boolean firing = told.transition() instanceof Transition.Fired;
    String ended = told.transition() instanceof Transition.Withdrawn ? "withdrawn" : "resolved";
    UUID id = firing ? firedId : Ids.notification(tenant, receiver, told.alertId(), ended);
    (firing ? fired : resolved)
        .add(
            new Intent(
                id,
                firedId,
                tenant,
                told.alertId(),
                receiver,
                told.about(),
                suppressed(told, ReceiverRows.activeFrom(known)),
                told.traceParent()));
  }

  private static String suppressed(Told told, Instant activeFrom) {
    if (told.again()) {
      return "evaluated again, nobody is told twice";
    }
    Instant firedTime =
        switch (told.transition()) {
          case Transition.Fired f -> f.time();
          case Transition.Resolved r -> r.firedTime();
          case Transition.Withdrawn w -> w.firedTime();
          case Transition.Confirmed c -> c.firedTime();
        };
    return firedTime.isBefore(activeFrom)
        ? "fired at " + firedTime + ", before the receiver's active_from_time " + activeFrom
        : "";
  }

  /**
   * A resolution or withdrawal is told to those who were told, or are about to be told, of the
   * firing.
   */
  private static void write(Tx tx, List<Intent> intents) {
    if (intents.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into alerting.delivery (notification_id, tenant_id, alert_id, receiver, about, state,
          last_outcome, traceparent)
        select i.id, i.tenant_id, i.alert_id, i.receiver, i.about,
          case when suppressed <> '' or not told then 4 else 1 end,
          case when suppressed <> '' then suppressed when not told then 'the firing was not told'
            else '' end,
          i.traceparent
        from (
          select *, about = 1 or exists (
              select from alerting.delivery f where f.notification_id = fired_id and f.state <> 4) as told
          from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::int[],
            $7::text[], $8::text[])
            as u(id, fired_id, tenant_id, alert_id, receiver, about, suppressed, traceparent)) i
        on conflict do nothing""",
        Tuple.tuple()
            .addValue(intents.stream().map(Intent::id).toArray(UUID[]::new))
            .addValue(intents.stream().map(Intent::firedId).toArray(UUID[]::new))
            .addValue(intents.stream().map(Intent::tenantId).toArray(String[]::new))
            .addValue(intents.stream().map(Intent::alertId).toArray(UUID[]::new))
            .addValue(intents.stream().map(Intent::receiver).toArray(String[]::new))
            .addValue(intents.stream().map(Intent::about).toArray(Integer[]::new))
            .addValue(intents.stream().map(Intent::suppressed).toArray(String[]::new))
            .addValue(intents.stream().map(Intent::traceParent).toArray(String[]::new)));
  }
}
