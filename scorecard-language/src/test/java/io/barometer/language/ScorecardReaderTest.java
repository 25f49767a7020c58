package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ScorecardReaderTest {
  static final List<String> PRESETS = Presets.NAMES;

  @ParameterizedTest(name = "{0}")
  @FieldSource("PRESETS")
  void a_shipped_model_is_read_as_the_golden_file_says(String name) {
    String canonical = Presets.model(name).card().canonical();

    Golden.check(Golden.RESOURCES.resolve(name + ".canonical.yaml"), canonical);
    assertThat(Models.accepted("printed.yaml", canonical).card())
        .isEqualTo(Presets.model(name).card());
  }

  @Test
  void who_made_a_model_is_told_with_its_place_and_without_it_where_the_keys_begin() {
    String yaml = Presets.yaml("saas-default");

    assertThat(Models.accepted("signed.yaml", yaml).author())
        .isEqualTo(new Said("Barometer maintainers", 9, 9));
    assertThat(Models.accepted("unsigned.yaml", yaml.replaceFirst("author: .*\\n", "")).author())
        .isEqualTo(new Said("", 3, 1));
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
          c: {measure: expression, expression: 'b / a + b'}
        dimensions:
          - name: all
            weight: half
            inputs:
              - {metric: b, weight: 100, normalize: {points: [[0, 0]]}, missing: skip}
        bands: [{name: Bad, from: 0}]
        """;

    assertThat(Models.problems("mine.yaml", yaml))
        .containsExactly(
            "mine.yaml:4:9 colour: unknown key; one of scorecard, score, version, title,"
                + " description, author, reason, signals, metrics, method, combine, dimensions,"
                + " rules, points, percentile, probability, minimum_coverage, freshness,"
                + " adjustments, bands, band_sets, variants, segments, stages, hierarchy, overrides"
                + " [FORMAT]",
            "mine.yaml:6:16 metrics.a.measure: expected a measure; did you mean \"time_since\"?"
                + " [FORMAT]",
            "mine.yaml:7:55 metrics.b.window: expected a number of days such as 90d [FORMAT]",
            "mine.yaml:8:45 metrics.c.expression: there is no metric \"a\"; did you mean \"b\"?"
                + " [METRIC_UNKNOWN]",
            "mine.yaml:11:13 dimensions[0].weight: expected a number [FORMAT]",
            "mine.yaml:13:9 dimensions[0].inputs[0]: the key \"normalise\" is missing [REQUIRED]",
            "mine.yaml:13:45 dimensions[0].inputs[0].normalize: unknown key; did you mean"
                + " \"normalise\"? [FORMAT]",
            "mine.yaml:13:74 dimensions[0].inputs[0].missing: expected one of exclude, zero,"
                + " neutral(VALUE), unknown [FORMAT]");
  }

  @Test
  void signals_that_nobody_sends_are_told_when_the_signals_are_known() {
    String yaml = Presets.yaml("usage").replace("signal: activity", "signal: activty");

    ScorecardReading reading =
        ScorecardReader.read("usage.yaml", yaml, Set.of("activity", "audit"));

    assertThat(reading)
        .isInstanceOfSatisfying(
            ScorecardReading.Rejected.class,
            rejected ->
                assertThat(rejected.problems().getFirst())
                    .hasToString(
                        "usage.yaml:17:54 metrics.days_since_activity.signal: there is no signal"
                            + " \"activty\"; did you mean \"activity\"? [SIGNAL_UNKNOWN]"));
  }

  @Test
  void an_empty_file_and_a_list_are_no_models() {
    assertThat(Models.problems("mine.yaml", ""))
        .containsExactly("mine.yaml:1:1 the file is empty [REQUIRED]");
    assertThat(Models.problems("mine.yaml", "- a"))
        .first()
        .isEqualTo("mine.yaml:1:1 expected keys and values [FORMAT]");
  }
}
