package io.barometer.model.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a rule from flapping.
 *
 * @param clear the bound at which a condition with a bound ends, in that bound's unit; null when it
 *     ends where it no longer holds
 * @param hold the condition must hold for so long before the rule fires
 * @param coolDown after an alert is over, the rule does not fire again for so long
 */
public record Steadiness(@Nullable Integer clear, Duration hold, Duration coolDown) {

  /** Fires at once, ends at once, fires again at once. */
  public static final Steadiness NONE = new Steadiness(null, Duration.ZERO, Duration.ZERO);

  /** The bound at which a condition ends. */
  int clearOr(int bound) {
    return clear == null ? bound : clear;
  }
}
