package io.barometer.scoring.replay;

import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.proto.scoring.v1.ReplayState;
import java.time.Instant;
import java.util.Optional;

/**
 * A replay as it stands.
 *
 * @param baseline canonical form of the model that is compared with
 * @param candidate canonical form of the model that is tried
 * @param total accounts when it began
 * @param done accounts scored
 * @param after the last account scored; empty before the first
 */
record ReplayRow(
    String tenantId,
    String replayId,
    ReplayState state,
    String baseline,
    String candidate,
    Span span,
    int total,
    int done,
    String after,
    ReplayFindings findings,
    String error,
    Instant createdAt,
    Optional<Instant> endedAt) {

  /** The same after a page more. */
  ReplayRow advanced(int accounts, String lastAccount, ReplayFindings found) {
    return new ReplayRow(
        tenantId,
        replayId,
        ReplayState.REPLAY_STATE_RUNNING,
        baseline,
        candidate,
        span,
        total,
        accounts,
        lastAccount,
        found,
        error,
        createdAt,
        endedAt);
  }
}
