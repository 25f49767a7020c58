package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.score.Contribution;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance scenarios as event histories through the presets. */
class PresetScenariosTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
  private static final String CYBER = "cybersecurity-vendor";

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"saas-default", CYBER})
  void a_preset_scores_its_scenarios_as_its_golden_file_says(String preset) {
    Scorecard card = Presets.model(preset).card();

    String report = new CaseReport(card).of(cases(preset));

    Golden.check(SCENARIOS.resolve(preset + ".golden.txt"), report);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"saas-default", CYBER})
  void a_preset_describes_itself(String preset) {
    Golden.check(Path.of("../docs/presets/" + preset + ".md"), ModelDocs.of(Presets.model(preset)));
  }

  @Test
  void an_account_as_it_should_be_is_healthy() {
    assertThat(band(CYBER, "an account as it should be")).isEqualTo("Healthy");
    assertThat(band("saas-default", "an account as it should be")).isEqualTo("Healthy");
  }

  @Test
  void a1_a_silent_connector_is_named_and_the_account_is_not_healthy() {
    Explanation why = explain(CYBER, "A1");

    assertThat(why.compared().band()).isEqualTo("Healthy");
    assertThat(why.score().band()).isNotEqualTo("Healthy");
    assertThat(why.assessment().labels()).containsExactly("connector silent");
  }

  @Test
  void a_day_that_has_only_begun_is_no_silence_of_the_connector() {
    Scorecard card = Presets.model(CYBER).card();
    ModelCase told = told(CYBER, "an account as it should be");
    Explanation midnight = Scorer.of(card).explain(told.history(card), told.day() + 1, told.day());

    assertThat(midnight.assessment().labels()).isEmpty();
    assertThat(change(midnight)).isBetween(-5, 5);
  }

  @Test
  void a_connector_that_reports_nothing_at_all_is_silent_from_the_next_day_on() {
    Scorecard card = Presets.model(CYBER).card();
    ModelCase told = told(CYBER, "an account as it should be");
    Explanation later = Scorer.of(card).explain(told.history(card), told.day() + 2, told.day());

    assertThat(later.assessment().labels()).containsExactly("connector silent");
  }

  @Test
  void a2_a_failed_audit_caps_below_healthy_and_is_named_as_the_reason() {
    Explanation why = explain(CYBER, "A2");

    assertThat(why.compared().band()).isEqualTo("Healthy");
    assertThat(why.score().tenths()).hasValue(590);
    assertThat(why.score().band()).isEqualTo("Moderate");
    assertThat(why.drivers().getFirst().text())
        .isEqualTo("an audit was failed and not repeated with success");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"saas-default", CYBER})
  void a3_a_friendly_ticket_spike_is_no_risk(String preset) {
    Explanation why = explain(preset, "A3");

    assertThat(why.score().band()).isEqualTo("Healthy");
    assertThat(why.assessment().labels()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"saas-default", CYBER})
  void a4_when_the_champion_leaves_the_relationship_falls(String preset) {
    Explanation why = explain(preset, "A4");

    int relationship =
        why.contributions().stream()
            .filter(part -> part.dimension().startsWith("relationship"))
            .mapToInt(Contribution::changeTenths)
            .sum();
    assertThat(relationship).isNegative();
    assertThat(why.assessment().labels()).containsExactly("champion left");
    assertThat(change(why)).isNegative();
    assertThat(why.drivers().getFirst().changeTenths())
        .as("is an alert by itself: 15 points in 30 days")
        .isEqualTo(-150);
  }

  @Test
  void a5_equal_levels_with_opposite_trends_get_opposite_drivers() {
    Explanation rising = explain(CYBER, "A5 account A");
    Explanation falling = explain(CYBER, "A5 account B");

    assertThat(rising.score().tenths()).hasValue(700);
    assertThat(change(rising)).isEqualTo(80);
    assertThat(falling.score().tenths()).hasValue(720);
    assertThat(change(falling)).isEqualTo(-120);
    assertThat(rising.drivers().getFirst().changeTenths()).isPositive();
    assertThat(falling.drivers().getFirst().changeTenths()).isNegative();
  }

  @Test
  void a6_drift_lowers_the_score_before_any_audit() {
    Explanation why = explain(CYBER, "A6");

    assertThat(why.score().band()).isNotEqualTo("Healthy");
    assertThat(change(why)).isLessThanOrEqualTo(-150);
    assertThat(why.assessment().labels()).containsExactly("policy drift");
  }

  @Test
  void a7_a_rare_but_critical_user_is_not_punished_for_low_volume() {
    Explanation own = explain(CYBER, "A7");
    Explanation ordinary = explain(CYBER, "the same volume");

    assertThat(own.score().band()).isEqualTo("Healthy");
    assertThat(own.assessment().resolution().variant()).isEqualTo("rare");
    assertThat(ordinary.score().band()).isNotEqualTo("Healthy");
  }

  private static int change(Explanation why) {
    return why.score().tenths().orElseThrow() - why.compared().tenths().orElseThrow();
  }

  private static String band(String preset, String name) {
    return explain(preset, name).score().band();
  }

  private static Explanation explain(String preset, String name) {
    Scorecard card = Presets.model(preset).card();
    ModelCase told = told(preset, name);
    return Scorer.of(card).explain(told.history(card), told.day(), told.comparedDay());
  }

  private static ModelCase told(String preset, String name) {
    return cases(preset).stream()
        .filter(each -> each.name().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<ModelCase> cases(String preset) {
    return ModelCase.read(Golden.read(SCENARIOS.resolve(preset + ".cases.yaml")));
  }
}
