package io.barometer.model.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {
  @ParameterizedTest(name = "from {0} to {1} is {2}")
  @CsvSource({
    "700, 750, STABLE",
    "700, 751, UP",
    "700, 650, STABLE",
    "700, 649, DOWN",
    "700, 700, STABLE",
    "0, 1000, UP",
    "1000, 0, DOWN"
  })
  void is_stable_within_five_points_both_ends_included(int then, int now, Direction direction) {
    Trend trend = Trend.between(30, OptionalInt.of(then), OptionalInt.of(now));

    assertThat(trend).isEqualTo(new Trend(30, OptionalInt.of(now - then), direction));
  }

  @Test
  void is_unknown_when_a_score_is_missing() {
    Trend unknown = new Trend(7, OptionalInt.empty(), Direction.UNKNOWN);
    assertThat(Trend.between(7, OptionalInt.empty(), OptionalInt.of(500))).isEqualTo(unknown);
    assertThat(Trend.between(7, OptionalInt.of(500), OptionalInt.empty())).isEqualTo(unknown);
  }
}
