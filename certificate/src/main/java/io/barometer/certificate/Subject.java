package io.barometer.certificate;

import java.time.Instant;

/**
 * Which score a certificate is about, and from where it is seen.
 *
 * @param account the account's id
 * @param scoreName which of its scores, for example {@code health}
 * @param asOf what had happened by then
 * @param knownAt what had been recorded by then
 */
public record Subject(String account, String scoreName, Instant asOf, Instant knownAt) {}
