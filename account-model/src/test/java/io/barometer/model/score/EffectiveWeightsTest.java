package io.barometer.model.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveWeightsTest {

  private static final List<Dimension> DIMENSIONS =
      List.of(
          dimension("reach", 60, 50, 30, 20),
          dimension("support", 30, 55, 45),
          dimension("value", 10, 100));

  private final List<WeighedInput> inputs = inputs();

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
    assertThat(EffectiveWeights.of(inputs, new boolean[6])).containsOnly(0);
  }

  @Test
  void denominators_without_end_are_cut_off() {
    List<Dimension> odd =
        List.of(
            dimension("a", 25, 1, 96, 3),
            dimension("b", 25, 2, 87, 11),
            dimension("c", 50, 3, 80, 17));
    boolean[] counts = {true, true, false, true, true, false, true, true, false};
    assertThat(EffectiveWeights.of(weighed(odd), counts))
        .containsExactly(10_309, 989_690, 0, 22_471, 977_528, 0, 72_289, 1_927_710, 0);
  }

  private double[] percent(Boolean... counts) {
    boolean[] primitive = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      primitive[i] = counts[i];
    }
    long[] weights = EffectiveWeights.of(inputs, primitive);
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

  private static List<WeighedInput> inputs() {
    return weighed(DIMENSIONS);
  }

  private static List<WeighedInput> weighed(List<Dimension> dimensions) {
    return dimensions.stream()
        .flatMap(d -> d.inputs().stream().map(input -> weighed(d, input)))
        .toList();
  }

  private static WeighedInput weighed(Dimension dimension, Input input) {
    return new WeighedInput(
        dimension,
        input,
        Cards.windowed("m", "m", io.barometer.model.scorecard.Windowed.Kind.COUNT, 30),
        Missing.INSTANCE,
        dimension.weight() * input.weight());
  }

  private static Dimension dimension(String name, int weight, int... inputs) {
    Input[] all = new Input[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      all[i] = Cards.in(name + i, inputs[i], Cards.line(0, 1));
    }
    return Cards.dimension(name, weight, all);
  }

  private enum Missing implements io.barometer.model.measure.Measure {
    INSTANCE;

    @Override
    public java.util.OptionalDouble value(AccountHistory history, long day) {
      return java.util.OptionalDouble.empty();
    }

    @Override
    public long settledFrom(AccountHistory history, double ceiling) {
      return 0;
    }
  }
}
