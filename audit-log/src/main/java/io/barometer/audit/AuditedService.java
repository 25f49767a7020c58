package io.barometer.audit;

/**
 * The service whose trail this is. Each service produces one.
 *
 * @param name {@code ingestion}, {@code scoring} or {@code alerting}; also the name of its schema
 */
public record AuditedService(String name) {}
