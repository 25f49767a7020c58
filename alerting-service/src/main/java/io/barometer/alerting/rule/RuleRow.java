package io.barometer.alerting.rule;

import io.barometer.alerting.tenant.TenantName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A stored rule. */
@Entity
@Table(name = "rule")
@IdClass(TenantName.class)
@SuppressWarnings("NullAway.Init")
class RuleRow {

  @Id
  @Column(name = "tenant_id")
  String tenantId;

  @Id String name;

  /** The rule as a protobuf message. */
  byte[] definition;

  RuleRow() {}

  RuleRow(String tenantId, String name, byte[] definition) {
    this.tenantId = tenantId;
    this.name = name;
    this.definition = definition;
  }
}
