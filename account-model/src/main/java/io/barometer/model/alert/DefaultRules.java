package io.barometer.model.alert;

import static io.barometer.model.alert.Comparison.GREATER;
import static io.barometer.model.alert.Comparison.GREATER_OR_EQUAL;
import static io.barometer.model.alert.Comparison.LESS;
import static io.barometer.model.alert.Severity.CRITICAL;
import static io.barometer.model.alert.Severity.INFO;
import static io.barometer.model.alert.Severity.WARNING;

import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Level;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import java.util.List;

/** The rules a tenant starts with: ALR1, ALR2 and the drop of TRD1 of the domain reference. */
public final class DefaultRules {

  private static final List<AlertRule> ALL =
      List.of(
          new AlertRule(
              "at-risk-intervention",
              "Score fell below 50",
              CRITICAL,
              "At-Risk Intervention",
              new Crossing(LESS, 500)),
          new AlertRule(
              "decline-30d",
              "10 or more points lost in 30 days",
              INFO,
              "",
              new Drop(30, GREATER_OR_EQUAL, 100)),
          new AlertRule(
              "expansion",
              "Score rose to 80 or more",
              INFO,
              "Expansion",
              new Crossing(GREATER_OR_EQUAL, 800)),
          new AlertRule(
              "negative-trend", "Three falling weeks in a row", WARNING, "", new Streak(3)),
          new AlertRule(
              "rapid-decline-30d",
              "15 or more points lost in 30 days",
              WARNING,
              "Rapid Decline",
              new Drop(30, GREATER_OR_EQUAL, 150)),
          new AlertRule(
              "rapid-decline-7d",
              "More than 20 points lost in 7 days",
              CRITICAL,
              "",
              new Drop(7, GREATER, 200)),
          new AlertRule(
              "renewal-prep",
              "Renewal within 30 days, Moderate",
              INFO,
              "Renewal Prep",
              new Renewal(30, new Level.Any(), "Moderate")),
          new AlertRule(
              "renewal-risk",
              "Renewal within 60 days, score below 70",
              WARNING,
              "Renewal Risk",
              new Renewal(60, new Level.Bound(LESS, 700), "")),
          new AlertRule(
              "sustained-low",
              "Below 40 for more than 14 days",
              CRITICAL,
              "",
              new Sustained(LESS, 400, 14)));

  private DefaultRules() {}

  /** Ordered by name. */
  public static List<AlertRule> all() {
    return ALL;
  }
}
