package io.barometer.model.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What was published at a time, by a projection that knew no more and added event after event, is
 * what is known as of then later, from the same events in any order.
 */
class PublishedThenTest {
  private static final Scorer USAGE = Scorer.of(Cards.usage());
  private static final DerivedSignals NO_DERIVED = DerivedSignals.of(List.of(USAGE.card()));
  private static final int HISTORIES = 20;
  private static final int SHUFFLES = 500;
  private static final int EVENTS = 80;
  private static final int DAYS = 300;
  private static final String[] WHO = {"ada", "bob", "cy"};
  private static final String[] WHAT = {"search", "report", "export"};

  @Test
  void after_ten_thousand_shuffles_what_was_known_then_is_what_was_published_then() {
    int differences = 0;
    for (int history = 0; history < HISTORIES; history++) {
      Random random = new Random(history);
      List<PastEvent> events = events(random);
      SortedMap<Instant, Score> published = published(events);
      assertThat(published.values().stream().map(Score::tenths).distinct()).hasSizeGreaterThan(20);
      List<Instant> times = List.copyOf(published.keySet());
      for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
        Collections.shuffle(events, random);
        Instant then = times.get(random.nextInt(times.size()));
        Viewpoint known = new Viewpoint(then, then, USAGE);
        Score found = USAGE.score(known.history(events), known.day());
        differences += found.equals(published.get(then)) ? 0 : 1;
      }
    }
    assertThat(differences).isZero();
  }

  /** A third arrives up to 200 days late, a tenth is retracted up to 60 days after it arrived. */
  private static List<PastEvent> events(Random random) {
    List<PastEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int late = random.nextInt(3) == 0 ? random.nextInt(200) : 0;
      String who = WHO[random.nextInt(WHO.length)];
      String what = WHAT[random.nextInt(WHAT.length)];
      var observation = Events.activity(random.nextInt(DAYS), random.nextInt(24), who, what);
      PastEvent event = Past.late("e" + i, observation, late);
      events.add(
          random.nextInt(10) == 0
              ? event.retracted(
                  event.recordedAt().plus(Duration.ofHours(1 + random.nextInt(1_440))))
              : event);
    }
    return events;
  }

  /** The score at the end of every moment at which something was recorded. */
  private static SortedMap<Instant, Score> published(List<PastEvent> events) {
    SortedMap<Instant, List<PastEvent>> arriving = new TreeMap<>();
    for (PastEvent event : events) {
      arriving.computeIfAbsent(event.recordedAt(), time -> new ArrayList<>()).add(event);
      if (event.retractedAt() != null) {
        arriving.computeIfAbsent(event.retractedAt(), time -> new ArrayList<>());
      }
    }
    List<PastEvent> standing = new ArrayList<>();
    AccountHistory history = new AccountHistory();
    SortedMap<Instant, Score> published = new TreeMap<>();
    for (Instant now : arriving.keySet()) {
      if (standing.removeIf(event -> event.retractedBy(now))) {
        history = new AccountHistory();
        for (PastEvent event : standing) {
          event.addTo(history, NO_DERIVED);
        }
      }
      for (PastEvent event : Objects.requireNonNull(arriving.get(now))) {
        standing.add(event);
        event.addTo(history, NO_DERIVED);
      }
      published.put(now, USAGE.score(history, Day.of(now)));
    }
    return published;
  }
}
