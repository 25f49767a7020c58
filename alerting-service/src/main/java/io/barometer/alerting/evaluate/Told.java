package io.barometer.alerting.evaluate;

import io.barometer.model.alert.Transition;
import io.barometer.proto.scoring.v1.AccountScore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transition with what has to be written about it.
 *
 * @param sequence where in the shard's score log it was decided
 * @param score the account's score at that moment
 * @param again true when this place of the log was evaluated before, so that nobody is told
 */
record Told(
    ScoreKey account,
    Transition transition,
    long sequence,
    AccountScore score,
    TenantConfig config,
    boolean again,
    @Nullable String traceParent) {

  UUID alertId() {
    return Ids.alert(account, transition.rule().name(), transition.episode());
  }

  /** As {@code AlertState} numbers it: 1 firing, 3 resolved. */
  int about() {
    return switch (transition) {
      case Transition.Fired f -> 1;
      case Transition.Resolved r -> 3;
    };
  }
}
