package io.barometer.model.scorecard;

import java.util.List;
import java.util.stream.Stream;

/**
 * A group of inputs and of further groups, for example "usage".
 *
 * @param weight percent of what it is a part of; those of one level add up to 100
 * @param method how its parts become one
 * @param minimumCoverage share of its weight that must have data, 0 to 1; below it it is left out
 * @param parts at least one
 */
public record Dimension(
    String name, String title, int weight, Combine method, double minimumCoverage, List<Part> parts)
    implements Part {

  public Dimension {
    parts = List.copyOf(parts);
  }

  /** A weighted mean of inputs. */
  public Dimension(String name, String title, int weight, List<Input> inputs) {
    this(name, title, weight, Combine.WEIGHTED_MEAN, 0, List.copyOf(inputs));
  }

  /** All inputs, also those of groups inside, in order. */
  public List<Input> inputs() {
    return parts.stream().flatMap(Dimension::inputs).toList();
  }

  private static Stream<Input> inputs(Part part) {
    return switch (part) {
      case Input input -> Stream.of(input);
      case Dimension group -> group.inputs().stream();
    };
  }
}
