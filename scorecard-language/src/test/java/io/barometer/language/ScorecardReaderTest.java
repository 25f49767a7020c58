package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.scorecard.Scorecard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardReaderTest {
  @Test
  void the_shipped_scorecard_is_read_as_the_golden_file_says() throws IOException {
    Scorecard usage = accepted("usage.yaml", resource("/scorecards/usage.yaml")).card();

    assertThat(usage.canonical()).isEqualTo(resource("/golden/usage.canonical.yaml"));
  }

  @Test
  void all_mistakes_of_a_file_are_told_at_once_with_line_column_and_path() {
    String yaml =
        """
        scorecard: mine
        version: 1.0.0
        title: Mine
        colour: red
        metrics:
          a: {measure: time_sinc, signal: activity}
          b: {measure: active_days, signal: activity, window: 3 weeks}
        dimensions:
          - name: all
            weight: half
            inputs:
              - {metric: b, weight: 100, normalize: {points: [[0, 0]]}, missing: skip}
        bands: [{name: Bad, from: 0}]
        """;

    assertThat(rejected(yaml))
        .containsExactly(
            "mine.yaml:4:9 colour: unknown key; one of scorecard, version, title, description, author,"
                + " reason, metrics, dimensions, minimum_coverage, bands",
            "mine.yaml:6:16 metrics.a.measure: expected a measure; did you mean \"time_since\"?",
            "mine.yaml:7:55 metrics.b.window: expected a number of days such as 90d",
            "mine.yaml:10:13 dimensions[0].weight: expected a number",
            "mine.yaml:12:9 dimensions[0].inputs[0]: the key \"normalise\" is missing",
            "mine.yaml:12:45 dimensions[0].inputs[0].normalize: unknown key; did you mean \"normalise\"?",
            "mine.yaml:12:74 dimensions[0].inputs[0].missing: expected one of exclude, zero,"
                + " neutral(VALUE), unknown");
  }

  @Test
  void what_the_model_finds_is_told_at_its_place_in_the_file() {
    String yaml =
        """
        scorecard: mine
        version: 1.0.0
        title: Mine
        metrics:
          a: {measure: time_since, signal: activity}
        dimensions:
          - name: all
            weight: 99
            inputs:
              - {metric: a, weight: 100, normalise: {at_least: 1}, missing: zero}
        bands: [{name: Bad, from: 0}]
        """;

    assertThat(rejected(yaml))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("mine.yaml:7:3 dimensions")
        .contains("99");
  }

  @Test
  void text_that_is_no_yaml_is_told_where_it_ends_to_be_one() {
    assertThat(rejected("scorecard: ["))
        .hasSize(1)
        .first()
        .asString()
        .contains("mine.yaml:")
        .contains("not YAML");
  }

  @Test
  void an_empty_file_and_a_list_are_no_scorecards() {
    assertThat(rejected("")).containsExactly("mine.yaml:1:1 the file is empty");
    assertThat(rejected("- a")).first().isEqualTo("mine.yaml:1:1 expected keys and values");
  }

  private static ModelFile accepted(String file, String yaml) {
    return switch (ScorecardReader.read(file, yaml)) {
      case ScorecardReading.Accepted(ModelFile loaded) -> loaded;
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          throw new AssertionError(problems);
    };
  }

  private static List<String> rejected(String yaml) {
    return switch (ScorecardReader.read("mine.yaml", yaml)) {
      case ScorecardReading.Accepted(ModelFile loaded) -> throw new AssertionError(loaded);
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          problems.stream().map(ScorecardProblem::toString).toList();
    };
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = ScorecardReaderTest.class.getResourceAsStream(path)) {
      assertThat(in).as(path).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
