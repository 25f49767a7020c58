package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake gets its message, at its place. */
class BrokenModelsTest {
  private static final Path TABLE = Path.of("src/test/resources/broken-models.txt");

  static Stream<BrokenModel> table() {
    return BrokenModel.readAll(Golden.read(TABLE)).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void a_broken_model_is_refused_with_exactly_these_messages(BrokenModel broken) {
    assertThat(broken.problems()).isNotEmpty();
    if (!Golden.updating()) {
      assertThat(broken.problems()).containsExactlyElementsOf(broken.expected());
      assertThat(broken.schemaVerdict()).isEqualTo(broken.expectedVerdict());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void the_model_that_was_broken_is_valid(BrokenModel broken) {
    assertThat(Models.problems(broken.file(), broken.whole())).isEmpty();
  }

  @Test
  void the_table_is_long_enough_and_names_every_reason_a_file_can_have() {
    List<BrokenModel> all = table().toList();

    assertThat(all.size()).isGreaterThanOrEqualTo(60);
    List<List<String>> problems = all.stream().map(BrokenModel::problems).toList();
    for (String reason :
        List.of(
            "FORMAT",
            "REQUIRED",
            "NAME_FORMAT",
            "NAME_TAKEN",
            "RANGE",
            "WEIGHTS_SUM",
            "METRIC_UNKNOWN",
            "METRIC_CYCLE",
            "COST_LIMIT",
            "POINTS_ORDER",
            "BANDS_GAP",
            "BANDS_OVERLAP",
            "NAME_UNKNOWN",
            "ORDER",
            "OTHERWISE",
            "UNIT_MISMATCH",
            "EXPRESSION",
            "DIVISION_BY_ZERO")) {
      assertThat(problems)
          .as(reason)
          .anySatisfy(
              messages ->
                  assertThat(messages).anyMatch(problem -> problem.endsWith("[" + reason + "]")));
    }
  }

  @Test
  void golden_update_writes_the_table() {
    if (Golden.updating()) {
      Golden.write(TABLE, BrokenModel.writeAll(table().toList()));
    }
    assertThat(BrokenModel.writeAll(table().toList())).isEqualTo(Golden.read(TABLE));
  }
}
