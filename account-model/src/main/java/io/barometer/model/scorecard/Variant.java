package io.barometer.model.scorecard;

import java.util.List;

/**
 * Other dimensions, or the same with other weights, for some accounts.
 *
 * @param weights one per dimension, 0 to leave it out; empty when {@code dimensions} are given
 * @param dimensions in place of the scorecard's; empty when {@code weights} are given
 */
public record Variant(String name, List<Weight> weights, List<Dimension> dimensions) {
  public Variant {
    weights = List.copyOf(weights);
    dimensions = List.copyOf(dimensions);
  }

  /** The weight of a dimension in this variant. */
  public record Weight(String dimension, int weight) {}

  /** The dimensions of this variant, given those of the scorecard. */
  public List<Dimension> applied(List<Dimension> own) {
    if (!dimensions.isEmpty()) {
      return dimensions;
    }
    return own.stream().map(this::weighed).filter(dimension -> dimension.weight() > 0).toList();
  }

  private Dimension weighed(Dimension own) {
    int weight =
        weights.stream()
            .filter(other -> other.dimension().equals(own.name()))
            .mapToInt(Weight::weight)
            .findFirst()
            .orElse(own.weight());
    return new Dimension(
        own.name(), own.title(), weight, own.method(), own.minimumCoverage(), own.parts());
  }
}
