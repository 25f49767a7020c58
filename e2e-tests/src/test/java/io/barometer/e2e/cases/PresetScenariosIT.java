package io.barometer.e2e.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.e2e.example.ExpectedAlert;
import io.barometer.language.ModelCase;
import io.barometer.language.Presets;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertState;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every scenario of the presets, line by line: what the running services say of the recorded events
 * is what the pure model says of the same history.
 */
@ExtendWith(RecordedCases.Resolver.class)
class PresetScenariosIT {
  private final RecordedCases recorded;

  PresetScenariosIT(RecordedCases recorded) {
    this.recorded = recorded;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {RecordedCases.CYBERSECURITY, RecordedCases.SAAS})
  void every_line_of_every_result_is_the_one_of_the_golden_file(String preset) {
    String said =
        recorded.of(preset).stream()
            .map(told -> ScenarioText.of(recorded.scenario(preset, told.name())))
            .collect(Collectors.joining());

    assertThat(said).isEqualTo(RecordedCases.golden(preset));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {RecordedCases.CYBERSECURITY, RecordedCases.SAAS})
  void the_history_ends_with_the_score_and_the_lines_add_up_to_it(String preset) {
    for (ModelCase told : recorded.of(preset)) {
      Scenario scenario = recorded.scenario(preset, told.name());
      var lines = scenario.why().getContributionsList();

      assertThat(scenario.history().getFirst().getScore()).isEqualTo(scenario.why().getCompared());
      assertThat(scenario.history().getLast().getScore()).isEqualTo(scenario.score().getScore());
      assertThat(lines.stream().mapToInt(line -> line.getTenths()).sum())
          .isEqualTo(scenario.score().getScore().getTenths());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {RecordedCases.CYBERSECURITY, RecordedCases.SAAS})
  void every_alert_is_the_one_that_the_pure_policy_decides(String preset) {
    List<ExpectedAlert> expected =
        ExpectedAlerts.of(recorded.timeline(), preset, Presets.model(preset).card());

    assertThat(
            recorded.of(preset).stream()
                .flatMap(told -> recorded.scenario(preset, told.name()).alerts().stream())
                .map(PresetScenariosIT::text))
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(PresetScenariosIT::text).toList());
  }

  private static String text(Alert alert) {
    boolean ended = alert.getState() == AlertState.ALERT_STATE_RESOLVED;
    return "%s %s fired %s, %s: %s"
        .formatted(
            alert.getScore().getAccount().getAccountId(),
            alert.getRule(),
            Scenario.instant(alert.getFiredTime()),
            ended ? "ended " + Scenario.instant(alert.getResolvedTime()) : "holds",
            alert.getReason());
  }

  private static String text(ExpectedAlert alert) {
    return "%s %s fired %s, %s: %s"
        .formatted(
            alert.accountId(),
            alert.rule(),
            alert.firedTime(),
            alert.resolvedTime() == null ? "holds" : "ended " + alert.resolvedTime(),
            alert.reason());
  }
}
