package io.barometer.e2e;

import io.barometer.e2e.example.ExpectedAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One notification that one receiver must get.
 *
 * @param resolution whether it tells the end of the alert
 */
record ExpectedTelling(ExpectedAlert alert, boolean resolution) {

  /** What a receiver must be told: alerts that fired since it is active, and the ends of those. */
  static List<ExpectedTelling> of(
      List<ExpectedAlert> alerts, Map<String, List<String>> told, String receiver) {
    List<ExpectedTelling> telling = new ArrayList<>();
    for (ExpectedAlert alert : alerts) {
      if (told.getOrDefault(alert.rule(), List.of()).contains(receiver)
          && !alert.firedTime().isBefore(ImportedExample.ACTIVE_FROM)) {
        telling.add(new ExpectedTelling(alert, false));
        if (alert.resolvedTime() != null) {
          telling.add(new ExpectedTelling(alert, true));
        }
      }
    }
    return telling;
  }

  /** Account, rule and what is told, as one line. */
  String line() {
    return alert.accountId() + " " + alert.rule() + " " + (resolution ? "resolved" : "fired");
  }
}
