package io.barometer.launcher.cli;

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
    String ingestion, String scoring, String alerting, String tenantKey, String serviceKey) {}
