package io.barometer.model.score;

import io.barometer.model.scorecard.OverrideRule;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Tenths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Says whether a scorecard allows an override. */
public final class OverridePolicy {
  private OverridePolicy() {}

  /**
   * Everything that speaks against an override told on a day; empty when it may stand. A computed
   * score that is Unknown has no distance, so only role, length and reason are asked.
   */
  public static List<String> refusals(
      Scorecard card, ScoreOverride override, OptionalInt computed, long day) {
    List<String> refusals = new ArrayList<>();
    if (override.reason().isBlank()) {
      refusals.add("an override needs a reason");
    }
    if (override.lastDay() < day) {
      refusals.add("the override would be over before it begins");
    }
    Optional<OverrideRule> rule =
        card.overrides().stream().filter(r -> r.role().equals(override.role())).findFirst();
    if (rule.isEmpty()) {
      refusals.add("the role \"" + override.role() + "\" may not override this score");
    } else {
      limits(rule.get(), override, computed, day, refusals);
    }
    return refusals;
  }

  private static void limits(
      OverrideRule rule,
      ScoreOverride override,
      OptionalInt computed,
      long day,
      List<String> refusals) {
    long days = override.lastDay() - day + 1;
    if (days > rule.longestDays()) {
      refusals.add("%d days are more than the %d allowed".formatted(days, rule.longestDays()));
    }
    if (computed.isEmpty()) {
      return;
    }
    int distance = override.tenths() - computed.getAsInt();
    if (distance > rule.upTenths()) {
      refusals.add(
          "%s points up are more than the %s allowed"
              .formatted(Tenths.text(distance), Tenths.text(rule.upTenths())));
    }
    if (-distance > rule.downTenths()) {
      refusals.add(
          "%s points down are more than the %s allowed"
              .formatted(Tenths.text(-distance), Tenths.text(rule.downTenths())));
    }
  }
}
