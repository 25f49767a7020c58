package io.barometer.model.score;

import io.barometer.model.measure.Reading;
import io.barometer.model.scorecard.Adjustment;
import io.barometer.model.scorecard.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The adjustments of a scorecard over many days: what {@link Adjusting} makes of a score. Their
 * order is kept while the same ones hold.
 */
final class AdjustedDays {
  private final List<Adjustment> adjustments;
  private final boolean[] held;
  private List<Adjustment> inOrder = List.of();

  /**
   * Makes adjustments ready.
   *
   * @param asked what is asked in place of a condition
   */
  AdjustedDays(List<Adjustment> adjustments, UnaryOperator<Expression> asked) {
    this.adjustments =
        adjustments.stream()
            .map(
                one ->
                    new Adjustment(
                        one.name(),
                        one.effect(),
                        asked.apply(one.when()),
                        one.reason(),
                        one.label()))
            .toList();
    this.held = new boolean[adjustments.size()];
  }

  boolean isEmpty() {
    return held.length == 0;
  }

  /** The score after those that hold on the day that is read. */
  int tenths(Reading reading, int scored) {
    boolean moved = false;
    for (int i = 0; i < held.length; i++) {
      boolean holds = adjustments.get(i).when().holds(reading);
      moved |= holds != held[i];
      held[i] = holds;
    }
    if (moved) {
      List<Adjustment> holding = new ArrayList<>();
      for (int i = 0; i < held.length; i++) {
        if (held[i]) {
          holding.add(adjustments.get(i));
        }
      }
      inOrder = Adjusting.inOrder(holding);
    }
    return Adjusting.tenths(inOrder, scored);
  }
}
