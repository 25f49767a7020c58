package io.barometer.model.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.ObservationFilter;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Sufficiency;
import io.barometer.model.scorecard.Windowed;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdvisorTest {
  private static final long DAY = Events.DAY_0 + 20;

  /** Logins count up to 10, tickets cost from the first to the fifth, NPS from 0 to 10. */
  private static final Scorer CARE =
      Scorer.of(
          Cards.card(
              0,
              List.of(
                  count("logins", "login", 30),
                  count("tickets", "ticket.opened", 10),
                  new Windowed("nps", "NPS", "", "survey.nps", Kind.LAST, 90),
                  new FactNumber("seats", "seats", "users", "seats_contracted")),
              List.of(
                  Cards.dimension("use", 40, Cards.in("logins", 100, Cards.line(0, 10))),
                  Cards.dimension("support", 30, Cards.in("tickets", 100, Cards.down(0, 5))),
                  Cards.dimension("voice", 30, Cards.in("nps", 100, Cards.line(0, 10))))));

  @Test
  void finds_the_smallest_change_of_each_metric_alone() {
    AccountHistory history = history(5, 2, 7);

    Advice advice = advise(CARE, history);

    // 20.0 + 18.0 + 21.0
    assertThat(advice.computed().tenths()).hasValue(590);
    assertThat(advice.fromTenths()).isEqualTo(750);
    assertThat(advice.alone())
        .extracting(AdvisorTest::told)
        .containsExactly(
            "logins 5 → 9, MORE 4: 75.0 true",
            "tickets 2 → 0, WAITING 6: 71.0 false",
            "nps 7 → 10, VALUE 3: 68.0 false");
    assertThat(advice.together()).isEmpty();
    assertThat(advice.notes()).containsExactly("Taken as they are, facts or time alone: seats.");
    assertThat(advice.alone().getFirst().text()).isEqualTo("logins: 9 instead of 5, by 4 more");
    assertThat(advice.alone().get(1).text())
        .isEqualTo("tickets: 0 instead of 2, after 6 days with nothing new");
  }

  @Test
  void takes_several_in_the_order_of_their_gain_where_none_is_enough() {
    Advice advice = advise(CARE, history(1, 4, 3));

    // 4.0 + 6.0 + 9.0; logins to 10 give 36.0 more, tickets to 0 24.0 more, NPS 21.0 more
    assertThat(advice.computed().tenths()).hasValue(190);
    assertThat(advice.alone()).noneMatch(Suggestion::reaches);
    assertThat(advice.together())
        .extracting(AdvisorTest::told)
        .containsExactly("logins 1 → 10, MORE 9: 55.0 false", "nps 3 → 10, VALUE 7: 76.0 true");
    assertThat(advice.notes().getFirst()).isEqualTo("No metric reaches it alone.");
  }

  @Test
  void says_when_it_is_there_already() {
    Advice advice = advise(CARE, history(10, 0, 9));

    assertThat(advice.computed().band()).isEqualTo("Healthy");
    assertThat(advice.alone()).isEmpty();
    assertThat(advice.notes()).containsExactly("It is there already.");
  }

  @Test
  void nobody_is_told_to_let_data_go() {
    AccountHistory history = history(8, 0, 0);

    Advice advice = advise(CARE, history);

    // 32.0 + 30.0 + 0.0; without NPS it would be 88.6
    assertThat(advice.computed().tenths()).hasValue(620);
    assertThat(advice.alone())
        .extracting(AdvisorTest::told)
        .containsExactly("nps 0 → 5, VALUE 5: 77.0 true", "logins 8 → 10, MORE 2: 70.0 false");
  }

  @Test
  void failures_that_end_do_not_end_what_goes_on() {
    Scorecard card =
        new Scorecard(
            "checks",
            "health",
            "1.0.0",
            "Checks",
            Sufficiency.covered(0),
            List.of(new DerivedSignal("failure", "check", new Failures())),
            List.of(
                new Windowed("hours", "hours", "h", "check", Kind.UPTIME_HOURS, 7),
                count("failures", "failure", 7)),
            new Method.WeightedAverage(
                Combine.WEIGHTED_MEAN,
                List.of(
                    Cards.dimension("up", 50, Cards.in("hours", 100, Cards.line(0, 168))),
                    Cards.dimension("well", 50, Cards.in("failures", 100, Cards.down(0, 2))))),
            List.of(),
            List.of(new BandSet(BandSet.DEFAULT, Cards.BANDS)),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of());
    AccountHistory history = new AccountHistory();
    DerivedSignals derived = DerivedSignals.of(List.of(card));
    for (int hour = 0; hour < 24 * 21; hour++) {
      long micros = hour == 24 * 18 || hour == 24 * 19 ? 0 : 1_000_000;
      var seen = new Observation("check", Events.at(0, hour), micros, null, null);
      history.add(seen);
      derived.of(seen, Map.of()).forEach(history::add);
    }

    Advice advice = advise(Scorer.of(card), history);

    assertThat(advice.computed().tenths()).hasValue(500);
    assertThat(advice.alone())
        .extracting(AdvisorTest::told)
        .containsExactly("failures 2 → 1, WAITING 5: 75.0 true");
  }

  /** Checks that were not well. */
  private record Failures() implements ObservationFilter {
    @Override
    public String source() {
      return "value == 0";
    }

    @Override
    public boolean readsItemOnly() {
      return false;
    }

    @Override
    public boolean accepts(
        @Nullable String item,
        @Nullable String actor,
        long micros,
        Map<String, String> attributes) {
      return micros == 0;
    }
  }

  @Test
  void a_share_moves_as_one_more_of_its_part_moves_it() {
    Scorecard card =
        Cards.card(
            0,
            List.of(
                count("logins", "activity", 30),
                count("logins_90", "activity", 90),
                new Ratio("trend", "trend", "", "logins", "logins_90", 3, null)),
            List.of(Cards.dimension("trend", 100, Cards.in("trend", 100, Cards.line(0, 2)))));
    AccountHistory history = new AccountHistory();
    for (int i = 0; i < 8; i++) {
      history.add(Events.activity(i < 2 ? 15 : -40 - i, 9, "ann", null));
    }

    Advice advice = advise(Scorer.of(card), history);

    // 3 × (2 + k) / (8 + k) ≥ 1.5 from k = 4 on, for k more are in both windows
    assertThat(advice.alone())
        .extracting(AdvisorTest::told)
        .contains("logins 2 → 6, MORE 4: 75.0 true");
  }

  private static Advice advise(Scorer scorer, AccountHistory history) {
    return Advisor.advise(scorer, history, DAY, "Healthy");
  }

  private static Windowed count(String name, String signal, int days) {
    return new Windowed(name, name, "", signal, Kind.COUNT, days);
  }

  /** Tickets one a day, the last one five days ago. */
  private static AccountHistory history(int logins, int tickets, int nps) {
    AccountHistory history = new AccountHistory();
    history.add(Events.value("ticket.opened", -90, 3));
    for (int i = 0; i < logins; i++) {
      history.add(Events.value("login", 18, 1));
    }
    for (int i = 0; i < tickets; i++) {
      history.add(Events.value("ticket.opened", 16 - i, 3));
    }
    history.add(Events.value("survey.nps", 3, nps));
    return history;
  }

  private static String told(Suggestion one) {
    return "%s %s → %s, %s %d: %s %s"
        .formatted(
            one.metric(),
            number(one.before()),
            Math.round(one.after()),
            one.means(),
            one.steps(),
            one.score().tenths().orElse(-1) / 10.0,
            one.reaches());
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "–" : Long.toString(Math.round(value.getAsDouble()));
  }
}
