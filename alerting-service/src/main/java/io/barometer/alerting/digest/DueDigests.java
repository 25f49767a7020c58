package io.barometer.alerting.digest;

import io.barometer.alerting.alert.Ids;
import io.barometer.alerting.receiver.ReceiverStore;
import io.barometer.alerting.route.RoutingReader;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.alerting.v1.Receiver;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes digests that are due: the delivery and the time of the next one are one transaction, and
 * each subscriber's row is held by one instance, so a digest is made once however many instances
 * look. One that was due while nobody looked comes late, and only once.
 */
@ApplicationScoped
public class DueDigests {

  private static final int BATCH = 100;
  private static final int FIRING = 1;

  private record Due(String tenantId, Receiver receiver, Instant time) {
    DigestSchedule schedule() {
      return receiver.getSubscriber().getDigest();
    }
  }

  private final Transactions transactions;

  DueDigests(@ReactiveDataSource("worker") Pool pool) {
    this.transactions = new Transactions(pool);
  }

  /** Makes up to a batch of digests; how many were due. Blocks. */
  public int make(Instant now) {
    return transactions.call(tx -> make(tx, now));
  }

  private static int make(Tx tx, Instant now) {
    Map<String, List<Due>> due = due(tx, now);
    int made = 0;
    for (var tenant : due.entrySet()) {
      List<DigestContents> contents =
          tenant.getValue().stream().map(one -> contents(one.schedule())).toList();
      DigestAccounts.read(
          tx, tenant.getKey(), account -> contents.forEach(one -> one.add(account)));
      for (int i = 0; i < contents.size(); i++) {
        write(tx, tenant.getValue().get(i), contents.get(i), now);
        made++;
      }
    }
    return made;
  }

  /** What a subscriber gets, from matchers that were checked when they were put. */
  static DigestContents contents(DigestSchedule schedule) {
    Violations none = new Violations();
    var matchers = new RoutingReader(none).matchers("matchers", schedule.getMatchersList());
    none.throwIfAny();
    return new DigestContents(schedule.getPeriod(), matchers);
  }

  private static Map<String, List<Due>> due(Tx tx, Instant now) {
    Map<String, List<Due>> due = new LinkedHashMap<>();
    for (Row row :
        tx.query(
            """
            select d.tenant_id, r.definition, d.due_at from alerting.digest d
            join alerting.receiver r on r.tenant_id = d.tenant_id and r.name = d.receiver
            where d.due_at <= $1 order by d.due_at, d.tenant_id, d.receiver limit $2
            for update of d skip locked""",
            Tuple.of(utc(now), BATCH))) {
      Receiver receiver = ReceiverStore.stored(row.getBuffer(1).getBytes());
      due.computeIfAbsent(row.getString(0), tenant -> new ArrayList<>())
          .add(new Due(row.getString(0), receiver, row.getOffsetDateTime(2).toInstant()));
    }
    return due;
  }

  private static void write(Tx tx, Due due, DigestContents contents, Instant now) {
    String name = due.receiver().getName();
    var id = Ids.digest(due.tenantId(), name, due.time());
    tx.send(
        """
        insert into alerting.digest_issue (notification_id, tenant_id, content, time)
        values ($1, $2, $3, $4) on conflict do nothing""",
        Tuple.of(
            id, due.tenantId(), Buffer.buffer(contents.content().toByteArray()), utc(due.time())));
    tx.send(
        """
        insert into alerting.delivery (notification_id, tenant_id, receiver, about, state)
        values ($1, $2, $3, $4, 1) on conflict do nothing""",
        Tuple.of(id, due.tenantId(), name, FIRING));
    tx.send(
        "update alerting.digest set due_at = $3 where tenant_id = $1 and receiver = $2",
        Tuple.of(due.tenantId(), name, utc(DigestTimes.next(due.schedule(), now))));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
