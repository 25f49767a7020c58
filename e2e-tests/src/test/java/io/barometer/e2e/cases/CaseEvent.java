package io.barometer.e2e.cases;

import com.google.protobuf.Timestamp;
import io.barometer.language.ModelCase.Fact;
import io.barometer.language.ModelCase.Seen;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.proto.event.v1.Event;
import java.time.Instant;
import java.util.List;

/**
 * An event of an account, and what the case tells of it.
 *
 * @param seen the observations of the case that scoring makes from the event
 * @param facts the facts of the case that the event tells
 */
record CaseEvent(Event event, List<Seen> seen, List<Fact> facts) {

  Instant at() {
    Timestamp occurred = event.getOccurredTime();
    return Instant.ofEpochSecond(occurred.getSeconds());
  }

  /** Adds it as the pure model does. */
  void addTo(AccountHistory history, DerivedSignals derived) {
    for (Seen one : seen) {
      history.add(one.observation());
      derived.of(one.observation(), one.attributes()).forEach(history::add);
    }
    facts.forEach(fact -> history.setFact(fact.name(), fact.value(), fact.at(), "case"));
  }
}
