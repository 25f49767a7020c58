package io.barometer.model.scorecard;

import java.util.List;

/** Maps a metric's value to 0 … 1. Every result is clamped to that range. */
public sealed interface Normaliser {

  /** The value mapped to 0 … 1. */
  double normalise(double value);

  /**
   * From this value on the result stays the same; {@link Double#POSITIVE_INFINITY} when it never
   * does.
   */
  double constantFrom();

  /** A corner of a line, or the beginning of a step. */
  record Point(double x, double y) {}

  /**
   * Straight lines between corners, constant outside of them. At least two corners, x ascending.
   */
  record Points(List<Point> points) implements Normaliser {
    public Points {
      points = List.copyOf(points);
    }

    @Override
    public double normalise(double value) {
      Point left = points.getFirst();
      for (Point right : points) {
        if (value <= right.x()) {
          return clamp(between(left, right, value));
        }
        left = right;
      }
      return clamp(left.y());
    }

    private static double between(Point left, Point right, double value) {
      if (value <= left.x()) {
        return left.y();
      }
      return left.y() + (right.y() - left.y()) * ((value - left.x()) / (right.x() - left.x()));
    }

    @Override
    public double constantFrom() {
      return points.getLast().x();
    }
  }

  /** The y of the last step whose x the value reaches (≥); {@code below} before the first. */
  record Steps(double below, List<Point> steps) implements Normaliser {
    public Steps {
      steps = List.copyOf(steps);
    }

    @Override
    public double normalise(double value) {
      double result = below;
      for (Point step : steps) {
        if (value >= step.x()) {
          result = step.y();
        }
      }
      return clamp(result);
    }

    @Override
    public double constantFrom() {
      return steps.getLast().x();
    }
  }

  /** 1 when the value is at least the threshold, else 0. */
  record AtLeast(double threshold) implements Normaliser {
    @Override
    public double normalise(double value) {
      return value >= threshold ? 1 : 0;
    }

    @Override
    public double constantFrom() {
      return threshold;
    }
  }

  /**
   * The less the better: half / (half + value); 1 at 0 and below, one half at {@code half}, which
   * is above 0.
   */
  record Inverse(double half) implements Normaliser {
    @Override
    public double normalise(double value) {
      return value <= 0 ? 1 : clamp(half / (half + value));
    }

    @Override
    public double constantFrom() {
      return Double.POSITIVE_INFINITY;
    }
  }

  /**
   * 1 / (1 + e<sup>−steepness × (value − midpoint)</sup>); a negative steepness means the less the
   * better.
   */
  record Logistic(double midpoint, double steepness) implements Normaliser {
    @Override
    public double normalise(double value) {
      return clamp(1 / (1 + StrictMath.exp(-steepness * (value - midpoint))));
    }

    @Override
    public double constantFrom() {
      return Double.POSITIVE_INFINITY;
    }
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
