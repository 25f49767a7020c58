package io.barometer.model.alert;

import io.barometer.model.alert.PastAlerts.Episode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the transitions of one account together: from when to when each alert was open. */
final class Episodes {
  private static final Comparator<Episode> BY_DAY =
      Comparator.comparingLong(Episode::firedDay).thenComparing(one -> one.rule().name());

  private final Map<String, Episode> open = new LinkedHashMap<>();
  private final List<Episode> ended = new ArrayList<>();

  /** Adds what was decided on a day. */
  void add(List<Transition> transitions, long day) {
    for (Transition transition : transitions) {
      String rule = transition.rule().name();
      switch (transition) {
        case Transition.Fired fired ->
            open.put(rule, new Episode(fired.rule(), day, Decision.NEVER, fired.reason()));
        case Transition.Withdrawn _ -> open.remove(rule);
        case Transition.Confirmed _ -> {}
        case Transition.Resolved _ -> resolve(open.remove(rule), day);
      }
    }
  }

  private void resolve(@Nullable Episode alert, long day) {
    if (alert != null) {
      ended.add(new Episode(alert.rule(), alert.firedDay(), day, alert.reason()));
    }
  }

  /** All of them, in the order in which they fired. */
  List<Episode> all() {
    List<Episode> all = new ArrayList<>(ended);
    all.addAll(open.values());
    all.sort(BY_DAY);
    return all;
  }
}
