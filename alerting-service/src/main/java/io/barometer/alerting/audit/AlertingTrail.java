package io.barometer.alerting.audit;

import io.barometer.audit.AuditedService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The audit trail of this service has its name. */
final class AlertingTrail {

  @Produces
  @Singleton
  static AuditedService service() {
    return new AuditedService("alerting");
  }
}
