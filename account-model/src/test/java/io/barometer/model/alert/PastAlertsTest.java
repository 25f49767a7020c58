package io.barometer.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.AlertInput.EventTold;
import io.barometer.model.alert.AlertInput.SourceHeard;
import io.barometer.model.alert.PastAlerts.Days;
import io.barometer.model.alert.PastAlerts.Episode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastAlertsTest {
  private static final long DAY = 16_000;
  private static final AlertRule BELOW_50 =
      rule("below", new Condition.Crossing(Comparison.LESS, 500));
  private static final AlertRule LOST_15 =
      rule("lost", new Condition.Drop(7, Comparison.GREATER_OR_EQUAL, 150));

  @Test
  void an_alert_lasts_from_the_day_on_which_it_fires_to_the_one_on_which_it_is_resolved() {
    assertThat(spans(alerts(List.of(BELOW_50), 600, 600, 400, 300, 500, 450)))
        .containsExactly("below 2–4", "below 5–open");
  }

  @Test
  void a_first_score_crosses_nothing_and_unknown_is_on_no_side() {
    assertThat(spans(alerts(List.of(BELOW_50), 400, 300))).isEmpty();
    assertThat(spans(alerts(List.of(BELOW_50), 600, AlertInput.MISSING, 400, 600, 400)))
        .containsExactly("below 4–open");
  }

  @Test
  void a_loss_is_judged_as_soon_as_the_score_of_the_day_before_the_window_is_known() {
    assertThat(spans(alerts(List.of(LOST_15), 800, 800, 500, 500, 500, 500, 500, 500, 500, 500)))
        .containsExactly("lost 7–9");
  }

  @Test
  void a_renewal_comes_near_by_itself() {
    var rule = rule("renewal", new Condition.Renewal(2, new Condition.Level.Any(), "Moderate"));
    var days =
        new Days(
            DAY,
            List.of(600, 600, 600, 600),
            List.of("Moderate", "Moderate", "Moderate", "Moderate"),
            List.of(AlertInput.NO_RENEWAL, DAY + 4, DAY + 4, DAY + 4));
    assertThat(spans(PastAlerts.of(List.of(rule), days))).containsExactly("renewal 2–open");
  }

  @Test
  void what_is_open_on_a_same_day_is_the_same_alert() {
    List<Episode> before = alerts(List.of(BELOW_50), 600, 400, 600, 600, 600, 600, 400);
    List<Episode> after = alerts(List.of(BELOW_50), 600, 600, 400, 600, 400, 600, 600);

    assertThat(spans(before)).containsExactly("below 1–2", "below 6–open");
    assertThat(spans(after)).containsExactly("below 2–3", "below 4–5");
    assertThat(spans(PastAlerts.without(before, after))).containsExactly("below 6–open");
    assertThat(spans(PastAlerts.without(after, before))).containsExactly("below 4–5");
  }

  @Test
  void what_was_told_is_judged_when_it_was_told_and_when_the_hours_after_it_begin() {
    var audit =
        rule(
            "audit",
            new Condition.Happened(
                "audit_completed", new TreeMap<>(Map.of("passed", "false")), 2, new TreeMap<>()));
    var silent = rule("silent", new Condition.Silence("check.forwarding", 3));
    List<AlertInput> told =
        List.of(
            new SourceHeard(1, Given.at(DAY, 22 * 3_600), "check.forwarding"),
            new EventTold(
                2, Given.at(DAY + 1, 600), "e1", "audit_completed", Map.of("passed", "false")),
            new SourceHeard(3, Given.at(DAY + 2, 0), "check.forwarding"));

    assertThat(spans(PastAlerts.ofTold(List.of(audit, silent), told, DAY + 2)))
        .containsExactly("audit 1–open", "silent 1–2", "silent 2–open");
    assertThat(spans(PastAlerts.ofTold(List.of(audit), told, DAY + 3)))
        .containsExactly("audit 1–3");
  }

  private static AlertRule rule(String name, Condition condition) {
    return new AlertRule(name, name, Severity.WARNING, "", condition);
  }

  private static List<Episode> alerts(List<AlertRule> rules, Integer... tenths) {
    List<String> bands = IntStream.range(0, tenths.length).mapToObj(i -> "Moderate").toList();
    List<Long> none = Collections.nCopies(tenths.length, AlertInput.NO_RENEWAL);
    return PastAlerts.of(rules, new Days(DAY, List.of(tenths), bands, none));
  }

  private static List<String> spans(List<Episode> episodes) {
    return episodes.stream()
        .map(
            one ->
                "%s %d–%s"
                    .formatted(
                        one.rule().name(),
                        one.firedDay() - DAY,
                        one.resolvedDay() == Decision.NEVER
                            ? "open"
                            : String.valueOf(one.resolvedDay() - DAY)))
        .toList();
  }
}
