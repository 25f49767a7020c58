package io.barometer.model.scorecard;

import java.util.List;

/**
 * A group of inputs, for example "usage".
 *
 * @param weight percent of the score, 1 to 100; those of a scorecard add up to 100
 * @param inputs at least one
 */
public record Dimension(String name, String title, int weight, List<Input> inputs) {
  public Dimension {
    inputs = List.copyOf(inputs);
  }
}
