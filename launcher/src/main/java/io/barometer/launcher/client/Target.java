package io.barometer.launcher.client;

import io.barometer.launcher.stack.Addresses;
import io.barometer.launcher.stack.Credentials;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;

/**
 * Where the services of a running stack are, and with what to call them.
 *
 * @param ingestion address of ingestion-service, host:port
 * @param scoring address of scoring-service
 * @param alerting address of alerting-service
 * @param tenantKey a credential of the tenant: a key or a token
 * @param serviceKey the key that reads across tenants
 * @param transport how bytes travel there
 */
public record Target(
    String ingestion,
    String scoring,
    String alerting,
    String tenantKey,
    String serviceKey,
    ChannelCredentials transport) {

  /** Services of this machine, in plain text. */
  public Target(
      String ingestion, String scoring, String alerting, String tenantKey, String serviceKey) {
    this(ingestion, scoring, alerting, tenantKey, serviceKey, InsecureChannelCredentials.create());
  }

  /** The services at these addresses. */
  public static Target of(Addresses addresses, Credentials keys) {
    return new Target(
        addresses.ingestion(),
        addresses.scoring(),
        addresses.alerting(),
        keys.apiKey(),
        keys.serviceKey());
  }

  /** Services that run elsewhere, called with a credential for them. */
  public static Target of(Servers servers, String credential) {
    return new Target(
        servers.ingestion(),
        servers.scoring(),
        servers.alerting(),
        credential,
        credential,
        servers.transport());
  }

  /** The same services, called with a credential of one's own: a key or a token. */
  public Target as(String credential) {
    return new Target(ingestion, scoring, alerting, credential, serviceKey, transport);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "Target[" + ingestion + ", " + scoring + ", " + alerting + "]";
  }
}
