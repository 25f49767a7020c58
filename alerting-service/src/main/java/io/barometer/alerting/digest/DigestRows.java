package io.barometer.alerting.digest;

import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Receiver;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** When subscribers' digests are due. */
public final class DigestRows {
  private DigestRows() {}

  /** Sets when a receiver's next digest is due; none when it wants none. */
  public static void schedule(Tx tx, String tenantId, Receiver receiver, Instant now) {
    if (!receiver.hasSubscriber() || !receiver.getSubscriber().hasDigest()) {
      tx.query(
          "delete from alerting.digest where tenant_id = $1 and receiver = $2",
          Tuple.of(tenantId, receiver.getName()));
      return;
    }
    Instant due = DigestTimes.next(receiver.getSubscriber().getDigest(), now);
    tx.query(
        """
        insert into alerting.digest (tenant_id, receiver, due_at) values ($1, $2, $3)
        on conflict (tenant_id, receiver) do update set due_at = excluded.due_at""",
        Tuple.of(tenantId, receiver.getName(), due.atOffset(ZoneOffset.UTC)));
  }
}
