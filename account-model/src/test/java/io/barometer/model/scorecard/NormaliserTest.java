package io.barometer.model.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.scorecard.Normaliser.Point;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {
  private static final List<Point> HILL =
      List.of(new Point(0, 0.5), new Point(10, 1), new Point(30, 0));

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"-5, 0.5", "0, 0.5", "5, 0.75", "10, 1", "20, 0.5", "30, 0", "99, 0"})
  void points_are_joined_by_lines(double value, double expected) {
    assertThat(new Normaliser.Points(HILL).normalise(value)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"-1, 0.1", "0, 0.5", "9.99, 0.5", "10, 1", "29, 1", "30, 0"})
  void steps_begin_at_their_x(double value, double expected) {
    assertThat(new Normaliser.Steps(0.1, HILL).normalise(value)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"69.5, 0", "69.999, 0", "70, 1", "100, 1"})
  void at_least_means_greater_or_equal(double value, double expected) {
    assertThat(new Normaliser.AtLeast(70).normalise(value)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"-3, 1", "0, 1", "4, 0.5", "12, 0.25"})
  void inverse_halves_at_its_half(double value, double expected) {
    assertThat(new Normaliser.Inverse(4).normalise(value)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"20, 0.5", "1000, 1", "-1000, 0"})
  void logistic_is_one_half_at_its_midpoint(double value, double expected) {
    assertThat(new Normaliser.Logistic(20, 1).normalise(value)).isEqualTo(expected);
  }
}
