package io.barometer.audit.verify;

import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditHead;

/** Whose chain. */
public record ChainName(String service, String tenantId) implements Comparable<ChainName> {

  static ChainName of(AuditEntry entry) {
    return new ChainName(entry.getService(), entry.getTenantId());
  }

  static ChainName of(AuditHead head) {
    return new ChainName(head.getService(), head.getTenantId());
  }

  @Override
  public int compareTo(ChainName other) {
    int byService = service.compareTo(other.service);
    return byService != 0 ? byService : tenantId.compareTo(other.tenantId);
  }

  @Override
  public String toString() {
    return service + " of " + tenantId;
  }
}
