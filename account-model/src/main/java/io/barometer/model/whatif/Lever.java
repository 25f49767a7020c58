package io.barometer.model.whatif;

import io.barometer.model.scorecard.Metric;
import java.util.function.ObjLongConsumer;

/**
 * One way in which a metric can move, in whole steps from 1 on.
 *
 * @param most the last step there is
 * @param stride how many observations, or days, a step is
 * @param move puts the values after so many steps in place of those before
 */
record Lever(Metric metric, Means means, long most, int stride, ObjLongConsumer<Values> move) {

  /** The values after so many steps. */
  Values after(Values before, long steps) {
    Values after = before.copy();
    move.accept(after, steps);
    return after;
  }
}
