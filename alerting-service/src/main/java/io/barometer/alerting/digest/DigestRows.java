package io.barometer.alerting.digest;

import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Receiver;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** When subscribers' digests are due, written with the receiver in its transaction. */
public final class DigestRows {
  private static final String SCHEDULE =
      """
      insert into alerting.digest (tenant_id, receiver, due_at) values (?1, ?2, ?3)
      on conflict (tenant_id, receiver) do update set due_at = excluded.due_at""";

  private static final String REMOVE =
      "delete from alerting.digest where tenant_id = ?1 and receiver = ?2";

  private DigestRows() {}

  /** Sets when a receiver's next digest is due; none when it wants none. */
  public static void schedule(Tx tx, String tenantId, Receiver receiver, Instant now) {
    Tuple values = Tuple.of(tenantId, receiver.getName());
    due(receiver, now)
        .ifPresentOrElse(
            due -> tx.query(dollars(SCHEDULE), values.addValue(due)),
            () -> tx.query(dollars(REMOVE), values));
  }

  /** The same in a transaction of Hibernate. */
  public static Uni<Void> schedule(
      Session session, String tenantId, Receiver receiver, Instant now) {
    return due(receiver, now)
        .map(
            due ->
                session
                    .createNativeQuery(SCHEDULE)
                    .setParameter(1, tenantId)
                    .setParameter(2, receiver.getName())
                    .setParameter(3, due)
                    .executeUpdate()
                    .replaceWithVoid())
        .orElseGet(() -> remove(session, tenantId, receiver.getName()));
  }

  /** A receiver that goes gets no digest any more. */
  public static Uni<Void> remove(Session session, String tenantId, String receiver) {
    return session
        .createNativeQuery(REMOVE)
        .setParameter(1, tenantId)
        .setParameter(2, receiver)
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Optional<OffsetDateTime> due(Receiver receiver, Instant now) {
    return DigestTimes.next(receiver, now).map(due -> due.atOffset(ZoneOffset.UTC));
  }

  private static String dollars(String sql) {
    return sql.replace('?', '$');
  }
}
