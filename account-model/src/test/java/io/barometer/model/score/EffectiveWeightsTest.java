package io.barometer.model.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.measure.Measures;
import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Part;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EffectiveWeightsTest {

  private static final List<Dimension> DIMENSIONS =
      List.of(
          dimension("reach", 60, 50, 30, 20),
          dimension("support", 30, 55, 45),
          dimension("value", 10, 100));

  @Test
  void nothing_missing_leaves_the_weights_as_they_are() {
    assertThat(percent(true, true, true, true, true, true))
        .containsExactly(30, 18, 12, 16.5, 13.5, 10);
  }

  @Test
  void a_missing_input_gives_its_weight_to_its_own_dimension() {
    assertThat(percent(true, false, true, true, true, true))
        .containsExactly(60.0 * 5 / 7, 0, 60.0 * 2 / 7, 16.5, 13.5, 10);
  }

  @Test
  void an_empty_dimension_gives_its_weight_to_the_other_dimensions() {
    assertThat(percent(false, false, false, true, true, true))
        .containsExactly(0, 0, 0, 41.25, 33.75, 25);
  }

  @Test
  void nothing_that_counts_weighs_nothing() {
    assertThat(weigh(DIMENSIONS, new boolean[6])).containsOnly(0);
  }

  @Test
  void denominators_without_end_are_cut_off() {
    List<Dimension> odd =
        List.of(
            dimension("a", 20, 1, 96, 3),
            dimension("b", 20, 2, 87, 11),
            dimension("c", 40, 3, 70, 27),
            dimension("d", 20, 4, 67, 29));
    boolean[] counts = {true, true, false, true, true, false, true, true, false, true, true, false};
    long[] weights = weigh(odd, counts);

    assertThat(weights)
        .containsExactly(
            8_247, 791_752, 0, 17_977, 782_022, 0, 65_753, 1_534_246, 0, 45_070, 754_929, 0);
    assertThat(LongStream.of(weights).sum()).isBetween(3_999_990L, EffectiveWeights.FINEST);
  }

  @Test
  void in_a_minimum_the_worst_part_weighs_all_of_it() {
    Dimension least = group("least", 60, Combine.MIN, in("a", 1), in("b", 1), in("c", 1));
    Dimension rest = group("rest", 40, Combine.WEIGHTED_MEAN, in("d", 100));
    long[] nanos = {700, 300, 300, 900};

    assertThat(weigh(Combine.WEIGHTED_MEAN, List.of(least, rest), nanos, true, true, true, true))
        .containsExactly(0, 3, 0, 2);
    assertThat(weigh(Combine.WEIGHTED_MEAN, List.of(least, rest), nanos, true, false, false, true))
        .containsExactly(3, 0, 0, 2);
    assertThat(weigh(Combine.MAX, List.of(least, rest), nanos, true, true, true, true))
        .containsExactly(0, 0, 0, 1);
  }

  @Test
  void groups_nest_to_any_depth_and_keep_their_weight() {
    Dimension inner = group("inner", 25, Combine.MEAN, in("a", 1), in("b", 1), in("c", 1));
    Dimension outer = group("outer", 50, Combine.WEIGHTED_MEAN, in("d", 75), inner);
    Dimension other = group("other", 50, Combine.WEIGHTED_MEAN, in("e", 100));

    assertThat(weigh(List.of(outer, other), true, true, true, true, true))
        .containsExactly(9, 1, 1, 1, 12);
    assertThat(weigh(List.of(outer, other), true, false, false, false, true))
        .containsExactly(1, 0, 0, 0, 1);
    assertThat(weigh(List.of(outer, other), false, true, false, false, true))
        .containsExactly(0, 1, 0, 0, 1);
  }

  @Test
  void a_layer_below_its_own_coverage_is_left_out() {
    Dimension layer =
        new Dimension(
            "layer", "layer", 50, Combine.WEIGHTED_MEAN, 0.6, List.of(in("a", 60), in("b", 40)));
    Dimension base = group("base", 50, Combine.WEIGHTED_MEAN, in("c", 100));

    assertThat(weigh(List.of(layer, base), true, false, true)).containsExactly(1, 0, 1);
    assertThat(weigh(List.of(layer, base), false, true, true)).containsExactly(0, 0, 1);
  }

  private static Dimension group(String name, int weight, Combine method, Part... parts) {
    return new Dimension(name, name, weight, method, 0, List.of(parts));
  }

  private static Input in(String metric, int weight) {
    return Cards.in(metric, weight, Cards.line(0, 1));
  }

  private double[] percent(Boolean... counts) {
    boolean[] primitive = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      primitive[i] = counts[i];
    }
    long[] weights = weigh(DIMENSIONS, primitive);
    double sum = 0;
    for (long weight : weights) {
      sum += weight;
    }
    double[] percent = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      percent[i] = 100 * weights[i] / sum;
    }
    return percent;
  }

  private static long[] weigh(List<Dimension> dimensions, boolean... counts) {
    return weigh(Combine.WEIGHTED_MEAN, dimensions, new long[counts.length], counts);
  }

  private static long[] weigh(
      Combine combine, List<? extends Dimension> dimensions, long[] nanos, boolean... counts) {
    List<Metric> metrics =
        dimensions.stream()
            .flatMap(dimension -> dimension.inputs().stream())
            .map(input -> (Metric) Cards.windowed(input.metric(), "m", Kind.COUNT, 30))
            .toList();
    var average = new Method.WeightedAverage(combine, List.copyOf(dimensions));
    Tree tree = Tree.of(average, average.dimensions(), Measures.of(metrics, List.of()));
    return new EffectiveWeights(tree, counts, counts, nanos).weights;
  }

  private static Dimension dimension(String name, int weight, int... inputs) {
    Input[] all = new Input[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      all[i] = Cards.in(name + i, inputs[i], Cards.line(0, 1));
    }
    return Cards.dimension(name, weight, all);
  }
}
