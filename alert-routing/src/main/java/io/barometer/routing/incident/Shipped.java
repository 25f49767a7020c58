package io.barometer.routing.incident;

import java.time.Instant;

/**
 * A release that was shipped.
 *
 * @param accountId to whom; empty for every account
 * @param time when the platform heard of it
 */
public record Shipped(String accountId, String product, String version, Instant time) {}
