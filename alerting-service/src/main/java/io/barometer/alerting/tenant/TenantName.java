package io.barometer.alerting.tenant;

import java.io.Serializable;
import java.util.Objects;

/** The key of something that has a name inside a tenant. Hibernate fills the fields. */
@SuppressWarnings("NullAway.Init")
public final class TenantName implements Serializable {

  private static final long serialVersionUID = 1;

  private String tenantId;
  private String name;

  /** For Hibernate. */
  public TenantName() {}

  public TenantName(String tenantId, String name) {
    this.tenantId = tenantId;
    this.name = name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TenantName that
        && tenantId.equals(that.tenantId)
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, name);
  }
}
