package io.barometer.routing.desk;

import io.barometer.routing.desk.Desk.Sent;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What happens at which second, and what was told. */
public final class Scenario {
  public final Desk desk;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private record Step(Instant time, Consumer<Desk> action) {}

  public Scenario(Route root) {
    this.desk = new Desk(root);
  }

  /** Labels from pairs: {@code labels("rule=down", "owner=kim")}. */
  public static Labels labels(String... pairs) {
    Map<Label, String> labels = new EnumMap<>(Label.class);
    for (String pair : pairs) {
      int sign = pair.indexOf('=');
      labels.put(Label.named(pair.substring(0, sign)).orElseThrow(), pair.substring(sign + 1));
    }
    return new Labels(labels);
  }

  public static Instant second(double seconds) {
    return Instant.EPOCH.plus(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  public Scenario at(double seconds, Consumer<Desk> action) {
    steps.add(new Step(second(seconds), action));
    return this;
  }

  public Scenario fires(double seconds, String name, String... labels) {
    return at(seconds, desk -> desk.fire(name, labels(labels)));
  }

  public Scenario ends(double seconds, String name) {
    return at(seconds, desk -> desk.end(name));
  }

  /**
   * Runs to this second. Each line is what one receiver was told: second, receiver, kind, what
   * fires, and after a bar what is over.
   */
  public List<String> until(double seconds) {
    steps.sort(Comparator.comparing(Step::time));
    Instant end = second(seconds);
    int next = 0;
    while (true) {
      Instant due = desk.due();
      Instant step = next < steps.size() ? steps.get(next).time : null;
      boolean stepFirst = step != null && (due == null || !due.isBefore(step));
      Instant time = stepFirst ? step : due;
      if (time == null || time.isAfter(end)) {
        return List.copyOf(told);
      }
      desk.now(time);
      if (stepFirst) {
        steps.get(next++).action.accept(desk);
      } else {
        for (String group : desk.dueNow()) {
          desk.store(group, desk.look(group)).forEach(sent -> told.add(line(sent)));
        }
      }
    }
  }

  private String line(Sent sent) {
    String over = desk.names(sent.notice().over());
    return String.format(
            Locale.ROOT,
            "%s %s %s: %s",
            sent.time().toEpochMilli() / 1000.0,
            sent.receiver(),
            sent.notice().kind().name().toLowerCase(Locale.ROOT),
            desk.names(sent.notice().firing()))
        + (over.isEmpty() ? "" : " | " + over);
  }
}
