package io.barometer.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlowTest {
  @Test
  void every_five_rounds_begin_with_each_target_once() {
    List<List<Blow>> plan = Blow.plan(100, 7);

    assertThat(plan).hasSize(100);
    for (int from = 0; from < 100; from += 5) {
      assertThat(plan.subList(from, from + 5).stream().map(blows -> blows.getFirst().target()))
          .containsExactlyInAnyOrder(Target.values());
    }
  }

  @Test
  void the_same_seed_gives_the_same_plan_and_another_one_another() {
    assertThat(Blow.plan(20, 7)).isEqualTo(Blow.plan(20, 7)).isNotEqualTo(Blow.plan(20, 8));
  }

  @Test
  void some_rounds_have_a_second_blow() {
    assertThat(Blow.plan(100, 7)).anySatisfy(blows -> assertThat(blows).hasSize(2));
  }
}
