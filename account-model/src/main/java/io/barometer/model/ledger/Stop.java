package io.barometer.model.ledger;

import io.barometer.model.score.Contribution;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A score on the way from one viewpoint to another.
 *
 * @param causes what led here from the stop before
 * @param arrived the events that came in on the way
 * @param present all events that are in by now
 */
record Stop(
    Explanation why,
    Scorer scorer,
    Set<Cause> causes,
    Predicate<PastEvent> arrived,
    Predicate<PastEvent> present) {

  Score score() {
    return why.score();
  }

  long day() {
    return why.score().day();
  }

  /** Its parts by what they are about, in order. */
  Map<String, Contribution> parts() {
    Map<String, Contribution> parts = new LinkedHashMap<>();
    why.contributions().forEach(part -> parts.put(part.dimension() + "\n" + part.metric(), part));
    return parts;
  }

  /** The same stop, reached without one before it. */
  Stop past(Stop skipped) {
    Set<Cause> all = EnumSet.copyOf(causes);
    all.addAll(skipped.causes);
    return new Stop(why, scorer, all, arrived.or(skipped.arrived), present);
  }
}
