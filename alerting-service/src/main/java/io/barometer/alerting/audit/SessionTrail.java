package io.barometer.alerting.audit;

import io.barometer.audit.Actors;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.AuditTrail.Head;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.proto.audit.v1.AuditEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** Appends to the audit trail in a transaction of Hibernate: the statements are the trail's. */
@ApplicationScoped
public class SessionTrail {
  private final AuditTrail trail;

  SessionTrail(AuditTrail trail) {
    this.trail = trail;
  }

  /** Appends what a caller changes in its tenant; the last thing of the transaction. */
  public Uni<Void> record(Session session, Caller caller, Change change) {
    String tenantId = caller.tenantId();
    return session
        .createNativeQuery(trail.lock(), Object[].class)
        .setParameter(1, tenantId)
        .getSingleResult()
        .map(head -> new Head((Long) head[0], (String) head[1]))
        .map(head -> trail.seal(tenantId, head, Actors.of(caller), change))
        .chain(entry -> append(session, entry));
  }

  /**
   * The same when the change made another of what there was; a repeated request leaves no entry.
   */
  public Uni<Void> recordWhen(boolean another, Session session, Caller caller, Change change) {
    return another ? record(session, caller, change) : Uni.createFrom().voidItem();
  }

  private Uni<Void> append(Session session, AuditEntry entry) {
    var statement = session.createNativeQuery(trail.append());
    List<Object> parameters = trail.parameters(entry);
    for (int i = 0; i < parameters.size(); i++) {
      statement = statement.setParameter(i + 1, parameters.get(i));
    }
    return statement.executeUpdate().replaceWithVoid();
  }
}
