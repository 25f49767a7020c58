package io.barometer.model.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.RandomEvents;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AdvisorPropertiesTest {
  private static final String SEED = "20261122";
  private static final Scorer USAGE = Scorer.of(Cards.usage());

  @Property(seed = SEED, tries = 60)
  void what_is_suggested_reaches_the_band_and_one_step_less_does_not(
      @ForAll("histories") List<Observation> observations) {
    AccountHistory history = Events.history(observations);
    long day = Events.DAY_0 + 200;
    for (String band : List.of("At Risk", "Moderate", "Healthy")) {
      Advice advice = Advisor.advise(USAGE, history, day, band);
      Around around = new Around(USAGE.card(), history, day);
      for (Suggestion suggestion : advice.alone()) {
        List<Score> reaching = new ArrayList<>();
        for (Lever lever : Levers.of(around)) {
          boolean same =
              lever.metric().name().equals(suggestion.metric())
                  && lever.means() == suggestion.means();
          long steps = suggestion.steps() / lever.stride();
          if (same && suggestion.reaches() && at(lever, around, steps).equals(suggestion.score())) {
            reaching.add(at(lever, around, steps - 1));
          }
        }
        assertThat(reaching.isEmpty()).isEqualTo(!suggestion.reaches());
        assertThat(reaching)
            .allSatisfy(
                less -> assertThat(less.tenths().orElse(-1)).isLessThan(advice.fromTenths()));
        assertThat(suggestion.score().tenths().orElse(-1) >= advice.fromTenths())
            .isEqualTo(suggestion.reaches());
      }
    }
  }

  @Property(seed = SEED, tries = 100)
  void waiting_gives_what_waiting_really_gives(
      @ForAll("histories") List<Observation> observations) {
    AccountHistory history = Events.history(observations);
    long day = Events.DAY_0 + 200;

    for (Suggestion suggestion : Advisor.advise(USAGE, history, day, "Healthy").alone()) {
      if (suggestion.means() == Means.WAITING) {
        Score later = USAGE.score(history, day + suggestion.steps());
        assertThat(suggestion.score().tenths()).isEqualTo(later.tenths());
      }
    }
  }

  @Property(seed = SEED, tries = 60)
  void more_events_really_give_what_is_said_of_them(
      @ForAll("histories") List<Observation> observations) {
    Scorer scorer = Scorer.of(counting());
    AccountHistory history = Events.history(observations);
    long day = Events.DAY_0 + 200;

    for (Suggestion suggestion : Advisor.advise(scorer, history, day, "Healthy").alone()) {
      if (suggestion.means() == Means.MORE) {
        AccountHistory really = Events.history(observations);
        for (long i = 0; i < suggestion.steps(); i++) {
          really.add(Events.activity(200, 12, null, null));
        }
        assertThat(scorer.score(really, day).tenths()).isEqualTo(suggestion.score().tenths());
      }
    }
  }

  /** Metrics that another event moves alike, whoever did what. */
  private static Scorecard counting() {
    List<Metric> metrics =
        List.of(
            count("events_30", "activity", 30),
            count("events_90", "activity", 90),
            new TimeSince("silence", "silence", "days", "activity"),
            new DecayedPoints("points", "points", "", "activity", 5, 7),
            new Ratio("share", "share", "", "events_30", "events_90", 1, null));
    return Cards.card(
        0,
        metrics,
        List.of(
            Cards.dimension("recent", 60, Cards.in("share", 100, Cards.line(0, 1))),
            Cards.dimension(
                "much",
                40,
                Cards.in("points", 50, Cards.line(0, 100)),
                Cards.in("silence", 50, Cards.down(0, 60)))));
  }

  private static Score at(Lever lever, Around around, long steps) {
    Values values = new Values(around::now);
    Values after = steps == 0 ? values : lever.after(values, steps);
    return USAGE.assuming(around.history(), around.day(), after.assumed());
  }

  private static Windowed count(String name, String signal, int days) {
    return new Windowed(name, name, "", signal, Kind.COUNT, days);
  }

  @Provide
  Arbitrary<List<Observation>> histories() {
    return RandomEvents.observations().list().ofMinSize(1).ofMaxSize(40);
  }
}
