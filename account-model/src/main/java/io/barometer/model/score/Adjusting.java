package io.barometer.model.score;

import io.barometer.model.measure.Reading;
import io.barometer.model.score.Line.Lines;
import io.barometer.model.scorecard.Adjustment;
import io.barometer.model.scorecard.Adjustment.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The adjustments that apply to one account on one day, in the order of their effects: exceptions,
 * factors, more and less, floors, caps, vetoes; equal ones in the order of the scorecard. Each is
 * credited with what it moved after those before it.
 */
final class Adjusting {
  private static final int FULL = 1000;
  private static final int STAGES = 5;

  private final List<Adjustment> applied = new ArrayList<>();
  private final List<Integer> moved = new ArrayList<>();
  private int tenths;

  Adjusting(List<Adjustment> adjustments, Reading reading, int tenths) {
    this.tenths = tenths;
    List<Adjustment> holding = new ArrayList<>();
    for (Adjustment adjustment : adjustments) {
      if (adjustment.when().holds(reading)) {
        holding.add(adjustment);
      }
    }
    for (Adjustment adjustment : inOrder(holding)) {
      apply(adjustment);
    }
  }

  /** The score after all of them. */
  int tenths() {
    return tenths;
  }

  /** The labels of those that apply. */
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Adjustment adjustment : applied) {
      if (adjustment.label() != null) {
        labels.add(adjustment.label());
      }
    }
    return labels;
  }

  void addTo(Lines lines) {
    for (int i = 0; i < applied.size(); i++) {
      Adjustment adjustment = applied.get(i);
      lines.add(
          Line.of(
              "adjustments",
              adjustment.name(),
              adjustment.reason(),
              moved.get(i),
              Math.max(0, moved.get(i))));
    }
  }

  /** Those that apply of those that hold, in the order in which they do. */
  static List<Adjustment> inOrder(List<Adjustment> holding) {
    List<Adjustment> rest = new ArrayList<>(holding);
    for (Adjustment adjustment : holding) {
      if (adjustment.effect() instanceof Adjustment.Except(List<String> names)) {
        rest.removeIf(
            other ->
                !(other.effect() instanceof Adjustment.Except)
                    && (names.isEmpty() || names.contains(other.name())));
      }
    }
    rest.sort(Comparator.comparingInt(adjustment -> stage(adjustment.effect())));
    return rest;
  }

  /** The score after some that apply, in their order. */
  static int tenths(List<Adjustment> inOrder, int scored) {
    int tenths = scored;
    boolean vetoed = false;
    for (int i = 0; i < inOrder.size(); i++) {
      Effect effect = inOrder.get(i).effect();
      tenths = after(effect, tenths, vetoed);
      vetoed |= effect instanceof Adjustment.Veto;
    }
    return tenths;
  }

  private void apply(Adjustment adjustment) {
    int after = after(adjustment.effect(), tenths, vetoed());
    applied.add(adjustment);
    moved.add(after - tenths);
    tenths = after;
  }

  private static int stage(Effect effect) {
    return switch (effect) {
      case Adjustment.Except _, Adjustment.Label _ -> 0;
      case Adjustment.Factor _ -> 1;
      case Adjustment.Bonus _ -> 2;
      case Adjustment.Floor _ -> 3;
      case Adjustment.Cap _ -> 4;
      case Adjustment.Veto _ -> STAGES;
    };
  }

  private static int after(Effect effect, int tenths, boolean vetoed) {
    int after =
        switch (effect) {
          case Adjustment.Except _, Adjustment.Label _ -> tenths;
          case Adjustment.Factor(double factor) -> (int) StrictMath.floor(tenths * factor + 0.5);
          case Adjustment.Bonus(int more) -> tenths + more;
          case Adjustment.Floor(int least) -> Math.max(tenths, least);
          case Adjustment.Cap(int most) -> Math.min(tenths, most);
          case Adjustment.Veto(int exactly) -> vetoed ? Math.min(tenths, exactly) : exactly;
        };
    return Math.clamp(after, 0, FULL);
  }

  private boolean vetoed() {
    for (Adjustment adjustment : applied) {
      if (adjustment.effect() instanceof Adjustment.Veto) {
        return true;
      }
    }
    return false;
  }
}
