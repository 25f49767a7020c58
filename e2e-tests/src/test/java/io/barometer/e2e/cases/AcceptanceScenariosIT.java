package io.barometer.e2e.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.e2e.platform.WebhookReceiver;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance scenarios A1 to A7 as a customer success team meets them. */
@ExtendWith(RecordedCases.Resolver.class)
class AcceptanceScenariosIT {
  private static final String CYBER = RecordedCases.CYBERSECURITY;
  private static final String SAAS = RecordedCases.SAAS;
  private static final String JUNE = "2026-06-01";

  private final RecordedCases recorded;

  AcceptanceScenariosIT(RecordedCases recorded) {
    this.recorded = recorded;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {CYBER, SAAS})
  void an_account_as_it_should_be_is_healthy_and_alarms_nobody(String preset) {
    Scenario fine = recorded.scenario(preset, "an account as it should be");

    assertThat(fine.after()).isEqualTo(preset.equals(CYBER) ? "93.3 Healthy" : "87.1 Healthy");
    assertThat(fine.alertsSince(JUNE)).isEmpty();
  }

  /**
   * The third failed hour is known at 7 o'clock, two hours after the logs stopped. A connector that
   * does not even report is told by a rule on its silence.
   */
  @Test
  void a1_when_log_forwarding_breaks_the_connector_is_named_and_somebody_told_within_hours() {
    Scenario a1 = recorded.scenario(CYBER, "A1");

    assertThat(a1.before()).isEqualTo("93.0 Healthy");
    assertThat(a1.after()).isEqualTo("69.0 Moderate");
    assertThat(a1.labels()).containsExactly("connector silent");
    assertThat(a1.firstDriver()).isEqualTo("the SIEM connector did not deliver every hour");
    assertThat(a1.alertsSince(JUNE))
        .containsExactlyInAnyOrder(
            "rapid-decline-7d: Lost 24.3 points in 7 days: 93.3 → 69.0 (the rule's bound: more than 20).",
            "rapid-decline-30d: Lost 23.5 points in 30 days: 92.5 → 69.0 (the rule's bound: at least 15).",
            "decline-30d: Lost 23.5 points in 30 days: 92.5 → 69.0 (the rule's bound: at least 10).");
    assertThat(a1.alerts().getLast().getFiredTime())
        .isEqualTo(Scenario.time("2026-06-30T07:00:00Z"));
  }

  @Test
  void a2_a_failed_audit_caps_below_healthy_and_is_named_as_the_reason() {
    Scenario a2 = recorded.scenario(CYBER, "A2");

    assertThat(a2.before()).isEqualTo("92.5 Healthy");
    assertThat(a2.after()).isEqualTo("59.0 Moderate");
    assertThat(a2.labels()).containsExactly("audit failed");
    assertThat(a2.firstDriver()).isEqualTo("an audit was failed and not repeated with success");
    assertThat(a2.alertsSince(JUNE)).anyMatch(alert -> alert.startsWith("rapid-decline-30d: "));
    assertThat(told(a2)).contains("an audit was failed and not repeated with success");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {CYBER, SAAS})
  void a3_a_friendly_ticket_spike_alarms_nobody_and_the_release_is_named(String preset) {
    Scenario a3 = recorded.scenario(preset, "A3");

    assertThat(a3.before()).isEqualTo(preset.equals(CYBER) ? "93.8 Healthy" : "88.4 Healthy");
    assertThat(a3.after()).isEqualTo(preset.equals(CYBER) ? "93.6 Healthy" : "86.3 Healthy");
    assertThat(a3.labels()).isEmpty();
    assertThat(a3.alertsSince(JUNE)).isEmpty();
    assertThat(a3.alerts())
        .allSatisfy(alert -> assertThat(alert.getRule()).as("no risk").isEqualTo("expansion"));
    assertThat(told(a3)).isEmpty();
    assertThat(a3.releases())
        .containsExactly((preset.equals(CYBER) ? "siem" : "app") + " 9.1 on 2026-06-18");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {CYBER, SAAS})
  void a4_when_the_champion_leaves_the_relationship_falls_and_an_alert_goes_out(String preset) {
    Scenario a4 = recorded.scenario(preset, "A4");

    assertThat(a4.before()).isEqualTo(preset.equals(CYBER) ? "93.3 Healthy" : "87.1 Healthy");
    assertThat(a4.after()).isEqualTo(preset.equals(CYBER) ? "71.6 Healthy" : "68.6 Moderate");
    assertThat(a4.change("relationship")).isEqualTo(preset.equals(CYBER) ? -6.7 : -3.5);
    assertThat(a4.labels()).containsExactly("champion left");
    assertThat(a4.firstDriver()).isEqualTo("the champion left within 90 days");
    assertThat(a4.alertsSince("2026-06-28"))
        .anyMatch(alert -> alert.startsWith("rapid-decline-30d: "));
    assertThat(told(a4)).contains("the champion left within 90 days");
  }

  @Test
  void a5_two_accounts_of_one_level_get_opposite_trends_drivers_and_alerts() {
    Scenario rising = recorded.scenario(CYBER, "A5 account A");
    Scenario falling = recorded.scenario(CYBER, "A5 account B");

    assertThat(rising.after()).isEqualTo("70.0 Moderate");
    assertThat(rising.trend(30)).isEqualTo(8.0);
    assertThat(rising.trend(90)).isEqualTo(15.0);
    assertThat(rising.why().getScore().getDrivers(0).getChangeTenths()).isPositive();
    assertThat(rising.alertsSince(JUNE)).isEmpty();

    assertThat(falling.after()).isEqualTo("72.0 Moderate");
    assertThat(falling.trend(30)).isEqualTo(-12.0);
    assertThat(falling.trend(90)).isEqualTo(-18.0);
    assertThat(falling.why().getScore().getDrivers(0).getChangeTenths()).isNegative();
    assertThat(falling.alertsSince("2026-06-09"))
        .containsExactly(
            "negative-trend: Fell 3 weeks in a row: 85.3 → 84.6 → 84.0 → 81.7.",
            "decline-30d: Lost 10.3 points in 30 days: 84.6 → 74.3 (the rule's bound: at least 10).",
            "decline-30d: Lost 12.0 points in 30 days: 84.0 → 72.0 (the rule's bound: at least 10).");
  }

  @Test
  void a6_policies_that_drift_lower_the_score_and_raise_an_alert_before_any_audit() {
    Scenario a6 = recorded.scenario(CYBER, "A6");

    assertThat(a6.before()).isEqualTo("92.9 Healthy");
    assertThat(a6.after()).isEqualTo("67.5 Moderate");
    assertThat(a6.labels()).containsExactly("policy drift");
    assertThat(a6.firstDriver()).isEqualTo("policies drifted in three of four weeks");
    assertThat(a6.alertsSince(JUNE)).anyMatch(alert -> alert.startsWith("rapid-decline-30d: "));
  }

  @Test
  void a7_a_rare_but_critical_user_is_not_punished_for_low_volume() {
    Scenario own = recorded.scenario(CYBER, "A7");
    Scenario ordinary = recorded.scenario(CYBER, "the same volume");

    assertThat(own.after()).isEqualTo("90.0 Healthy");
    assertThat(own.score().getAssessment().getVariant().getName()).isEqualTo("rare");
    assertThat(own.alertsSince(JUNE)).isEmpty();
    assertThat(ordinary.after()).isEqualTo("67.1 Moderate");
    assertThat(ordinary.alertsSince(JUNE)).isNotEmpty();
  }

  /** What the webhook was told of an account, one text. */
  private String told(Scenario scenario) {
    List<String> bodies =
        recorded.outlets().webhook().requests().stream()
            .map(WebhookReceiver.Request::body)
            .filter(body -> body.contains('"' + scenario.told().name() + '"'))
            .toList();
    return String.join("\n", bodies);
  }
}
