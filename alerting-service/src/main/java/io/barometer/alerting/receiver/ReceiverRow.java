package io.barometer.alerting.receiver;

import io.barometer.alerting.tenant.TenantName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A stored receiver, with its secrets sealed. */
@Entity
@Table(name = "receiver")
@IdClass(TenantName.class)
@SuppressWarnings("NullAway.Init")
class ReceiverRow {

  @Id
  @Column(name = "tenant_id")
  String tenantId;

  @Id String name;

  @Column(name = "active_from_time")
  Instant activeFromTime;

  /** The receiver as a protobuf message. */
  byte[] definition;

  ReceiverRow() {}

  ReceiverRow(String tenantId, String name, Instant activeFromTime, byte[] definition) {
    this.tenantId = tenantId;
    this.name = name;
    this.activeFromTime = activeFromTime;
    this.definition = definition;
  }

  /** Without the definition, so that no log can show a secret. */
  @Override
  public String toString() {
    return "ReceiverRow[" + name + "]";
  }
}
