package io.barometer.alerting.digest;

import io.barometer.proto.scoring.v1.AccountScore;
import java.time.Instant;
import java.util.List;

/**
 * An account as it stands.
 *
 * @param score the last one that was told
 * @param alerts titles of its open alerts of severity warning or critical, the gravest first
 * @param critical whether one of those is critical
 * @param lastFired when the newest of those fired; the beginning of 1970 without any
 */
record WatchedAccount(
    AccountScore score, List<String> alerts, boolean critical, Instant lastFired) {}
