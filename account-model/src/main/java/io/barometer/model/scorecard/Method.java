package io.barometer.model.scorecard;

import java.util.List;

/** How a scorecard makes a score of metrics. */
public sealed interface Method {

  /** Inputs in dimensions, each mapped to 0 … 1, and their weighted mean. */
  record WeightedAverage(Combine combine, List<Dimension> dimensions) implements Method {
    public WeightedAverage {
      dimensions = List.copyOf(dimensions);
    }
  }

  /** Verdicts in order of precedence, worst first; the last one holds always. */
  record Rules(List<Verdict> verdicts) implements Method {
    public Rules {
      verdicts = List.copyOf(verdicts);
    }
  }

  /**
   * Items that give points.
   *
   * @param normalised whether the sum is mapped to 0 … 100 of what the counted items can give
   */
  record Points(boolean normalised, List<PointsItem> items) implements Method {
    public Points {
      items = List.copyOf(items);
    }
  }

  /** The place of a weighted average among other accounts. Bands best first. */
  record Percentile(WeightedAverage base, Within within, List<RankBand> bands) implements Method {
    public Percentile {
      bands = List.copyOf(bands);
    }
  }

  /**
   * 100 − churn in percent.
   *
   * @param horizonDays the days that the churn is predicted for
   */
  record Probability(int horizonDays, Logistic model, TrainedOn trainedOn) implements Method {}
}
