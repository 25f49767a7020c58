package io.barometer.alerting.notify.slack;

import io.barometer.routing.incident.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the buttons of a message say of an incident. */
enum SlackAction {
  ACKNOWLEDGE,
  SNOOZE_HOUR,
  SNOOZE_DAY,
  ASSIGN;

  /** As Slack sends it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SlackAction> of(String id) {
    return Arrays.stream(values()).filter(action -> action.id().equals(id)).findFirst();
  }

  /**
   * What a person who pressed it says.
   *
   * @param pressed when; a repeat says the same
   */
  Command command(String by, Instant pressed) {
    return switch (this) {
      case ACKNOWLEDGE -> new Command.Acknowledge(by, "in Slack");
      case SNOOZE_HOUR -> new Command.Snooze(by, pressed.plus(Duration.ofHours(1)), "in Slack");
      case SNOOZE_DAY -> new Command.Snooze(by, pressed.plus(Duration.ofDays(1)), "in Slack");
      case ASSIGN -> new Command.Assign(by, by, "in Slack");
    };
  }
}
