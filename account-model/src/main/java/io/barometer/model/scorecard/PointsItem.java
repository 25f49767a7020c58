package io.barometer.model.scorecard;

import java.util.List;

/** Something that gives points. */
public record PointsItem(String name, String title, Award award, MissingPolicy missing) {

  /** How many points. */
  public sealed interface Award {
    /** The most it can give, in tenths. */
    int most();

    /** The least it can give, in tenths. */
    int least();
  }

  /** The points of the last step whose {@code from} the metric reaches (≥); below the first. */
  public record Steps(String metric, int belowTenths, List<Step> steps) implements Award {
    public Steps {
      steps = List.copyOf(steps);
    }

    @Override
    public int most() {
      return Math.max(belowTenths, steps.stream().mapToInt(Step::tenths).max().orElse(belowTenths));
    }

    @Override
    public int least() {
      return Math.min(belowTenths, steps.stream().mapToInt(Step::tenths).min().orElse(belowTenths));
    }

    /** The points for a value, in tenths. */
    public int tenths(double value) {
      int tenths = belowTenths;
      for (Step step : steps) {
        tenths = value >= step.from() ? step.tenths() : tenths;
      }
      return tenths;
    }
  }

  /** Points when a condition holds, else none. */
  public record When(Expression when, int tenths) implements Award {
    @Override
    public int most() {
      return Math.max(0, tenths);
    }

    @Override
    public int least() {
      return Math.min(0, tenths);
    }
  }

  /** From this value on so many tenths of a point. */
  public record Step(double from, int tenths) {}
}
