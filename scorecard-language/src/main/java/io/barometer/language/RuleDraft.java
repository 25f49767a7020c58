package io.barometer.language;

import io.barometer.model.alert.AlertRule;
import java.util.List;

/**
 * A rule as a file tells it.
 *
 * @param scoreName the score that it watches; empty for health
 * @param receivers names of those who are told
 * @param enabled whether it is evaluated
 */
public record RuleDraft(AlertRule rule, String scoreName, List<String> receivers, boolean enabled) {
  public RuleDraft {
    receivers = List.copyOf(receivers);
  }
}
