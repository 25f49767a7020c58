package io.barometer.launcher.client;

import io.barometer.launcher.stack.Addresses;
import io.barometer.launcher.stack.Credentials;

/**
 * Where the services of a running stack are, and with what to call them.
 *
 * @param ingestion address of ingestion-service, host:port
 * @param scoring address of scoring-service
 * @param alerting address of alerting-service
 * @param tenantKey the tenant's key
 * @param serviceKey the key that reads across tenants
 */
public record Target(
    String ingestion, String scoring, String alerting, String tenantKey, String serviceKey) {

  /** The services at these addresses. */
  public static Target of(Addresses addresses, Credentials keys) {
    return new Target(
        addresses.ingestion(),
        addresses.scoring(),
        addresses.alerting(),
        keys.apiKey(),
        keys.serviceKey());
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "Target[" + ingestion + ", " + scoring + ", " + alerting + "]";
  }
}
