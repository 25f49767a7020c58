package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.EventTold;
import io.barometer.model.alert.Condition.Happened;
import io.barometer.model.alert.RuleMemory.Seen;
import io.barometer.model.alert.Verdict.Ended;
import io.barometer.model.alert.Verdict.Holds;
import io.barometer.model.alert.Verdict.Lasts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules that watch for events. */
final class Happening {

  private Happening() {}

  /** The last event that was watched for, after what happens now. */
  static @Nullable Seen seen(Happened rule, Situation now, @Nullable Seen before) {
    EventTold event = now.event();
    return event != null && rule.matches(event) ? new Seen(event.eventId(), now.time()) : before;
  }

  /** Until when an event counts. */
  static Instant end(Happened rule, Seen seen) {
    return seen.time().plus(Duration.ofDays(rule.openDays()));
  }

  static Verdict verdict(Happened rule, Situation now, @Nullable Seen seen) {
    EventTold event = now.event();
    if (event != null && rule.matches(event)) {
      return new Holds(() -> told(event, rule.where()));
    }
    if (event != null && rule.ends(event)) {
      return new Ended(() -> told(event, rule.until()));
    }
    if (seen == null) {
      return Verdict.UNDECIDED;
    }
    return now.time().isAfter(end(rule, seen))
        ? new Ended(() -> "It has not happened again for " + rule.openDays() + " days.")
        : new Lasts(() -> rule.type() + " on " + Reasons.date(seen.time()) + ".");
  }

  private static String told(EventTold event, SortedMap<String, String> asked) {
    SortedMap<String, String> fields = new TreeMap<>();
    event
        .fields()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("attributes.") || asked.containsKey(name)) {
                fields.put(name, value);
              }
            });
    StringBuilder text = new StringBuilder(event.type().replace('_', ' '));
    String gap = ": ";
    for (Map.Entry<String, String> field : fields.entrySet()) {
      text.append(gap).append(field.getKey()).append(" ").append(field.getValue());
      gap = ", ";
    }
    return text.append('.').toString();
  }
}
