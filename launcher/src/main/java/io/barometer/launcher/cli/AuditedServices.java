package io.barometer.launcher.cli;

import io.barometer.launcher.client.Connection;
import io.barometer.proto.audit.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import java.util.Locale;
import java.util.function.Function;

/** The services that keep an audit trail, in the order in which they are exported. */
enum AuditedServices {
  INGESTION(Connection::ingestionAudit),
  SCORING(Connection::scoringAudit),
  ALERTING(Connection::alertingAudit);

  private final Function<Connection, AuditServiceBlockingStub> trail;

  AuditedServices(Function<Connection, AuditServiceBlockingStub> trail) {
    this.trail = trail;
  }

  AuditServiceBlockingStub trail(Connection connection) {
    return trail.apply(connection);
  }

  /** As the trail names it, for example {@code scoring}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
