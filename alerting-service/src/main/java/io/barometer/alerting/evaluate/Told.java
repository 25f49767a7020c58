package io.barometer.alerting.evaluate;

import io.barometer.alerting.alert.Ids;
import io.barometer.alerting.route.AlertLabels;
import io.barometer.model.alert.Transition;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.routing.match.Labels;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transition with what has to be written about it.
 *
 * @param sequence where in the shard's score log it was decided
 * @param score the account's score at that moment
 * @param withdrawal what a retraction took back, when that was the reason to decide
 * @param again true when this place of the log was evaluated before, so that nobody is told
 */
record Told(
    ScoreKey account,
    Transition transition,
    long sequence,
    AccountScore score,
    TenantConfig config,
    @Nullable Withdrawal withdrawal,
    boolean again,
    @Nullable String traceParent) {

  UUID alertId() {
    return Ids.alert(
        account.tenantId(), account.accountId(), transition.rule().name(), transition.episode());
  }

  /** What can be asked about an alert of this cause, as it is now. */
  Labels labels(String cause) {
    return AlertLabels.of(alertId(), cause, transition.rule(), score);
  }

  /** As {@code AlertState} numbers it: 1 firing, 3 resolved, 4 withdrawn; 5 for what stands. */
  int about() {
    return switch (transition) {
      case Transition.Fired f -> 1;
      case Transition.Resolved r -> 3;
      case Transition.Withdrawn w -> 4;
      case Transition.Confirmed c -> 5;
    };
  }

  /** When it was decided. */
  Instant time() {
    return switch (transition) {
      case Transition.Fired f -> f.time();
      case Transition.Resolved r -> r.time();
      case Transition.Withdrawn w -> w.time();
      case Transition.Confirmed c -> c.time();
    };
  }

  /** Whether the alert is over. */
  boolean ends() {
    return about() == 3 || about() == 4;
  }
}
