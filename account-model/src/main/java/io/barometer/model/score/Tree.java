package io.barometer.model.score;

import io.barometer.model.measure.Measures;
import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Method.WeightedAverage;
import io.barometer.model.scorecard.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Dimensions, groups and inputs of a weighted average, laid out in arrays: inputs in order, each
 * group the range of inputs it holds.
 */
final class Tree {
  /** All inputs, in the order of the scorecard. */
  final WeighedInput[] leaves;

  /** All groups, outer before inner; the first one is the scorecard itself. */
  final Group[] groups;

  /** For each input its share of the score when nothing is missing, as whole numbers. */
  final long[] nominal;

  final long nominalSum;

  /**
   * A group.
   *
   * @param children what it holds: ≥ 0 an input, &lt; 0 the group −1 − child
   */
  record Group(
      int index,
      String name,
      Combine combine,
      double minimumCoverage,
      int[] children,
      int[] weights,
      int from,
      int to) {}

  private Tree(WeighedInput[] leaves, Group[] groups) {
    this.leaves = leaves;
    this.groups = groups;
    this.nominal = EffectiveWeights.nominal(this);
    long sum = 0;
    for (long weight : nominal) {
      sum += weight;
    }
    this.nominalSum = sum;
  }

  static Tree of(WeightedAverage average, List<Dimension> dimensions, Measures measures) {
    return new Builder(measures).build(average.combine(), dimensions);
  }

  /** The group of a name; null when there is none. */
  int groupIndex(String name) {
    for (int i = 1; i < groups.length; i++) {
      if (groups[i].name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static final class Builder {
    private final Measures measures;
    private final List<WeighedInput> leaves = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    Builder(Measures measures) {
      this.measures = measures;
    }

    Tree build(Combine combine, List<Dimension> dimensions) {
      group("", "", combine, 0, dimensions);
      return new Tree(leaves.toArray(WeighedInput[]::new), groups.toArray(Group[]::new));
    }

    private int group(
        String path, String name, Combine combine, double minimum, List<? extends Part> parts) {
      int index = groups.size();
      int from = leaves.size();
      Group open = new Group(index, name, combine, minimum, new int[0], new int[0], from, from);
      groups.add(open);
      int[] children = new int[parts.size()];
      int[] weights = new int[parts.size()];
      for (int i = 0; i < children.length; i++) {
        children[i] = child(path, parts.get(i));
        weights[i] = combine.weighted() ? parts.get(i).weight() : 1;
      }
      groups.set(
          index, new Group(index, name, combine, minimum, children, weights, from, leaves.size()));
      return index;
    }

    private int child(String path, Part part) {
      return switch (part) {
        case Input input -> leaf(path, input);
        case Dimension group -> {
          String inside = path.isEmpty() ? group.name() : path + "/" + group.name();
          yield -1
              - group(inside, group.name(), group.method(), group.minimumCoverage(), group.parts());
        }
      };
    }

    private int leaf(String path, Input input) {
      int place = measures.place(input.metric());
      leaves.add(new WeighedInput(path, input, measures.metric(place), place));
      return leaves.size() - 1;
    }
  }
}
