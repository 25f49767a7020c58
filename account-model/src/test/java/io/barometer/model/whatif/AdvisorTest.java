package io.barometer.model.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Windowed;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.List;
import java.util.OptionalDouble;
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
            number(one.after()),
            one.means(),
            one.steps(),
            one.score().tenths().orElse(-1) / 10.0,
            one.reaches());
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "–" : Long.toString(Math.round(value.getAsDouble()));
  }
}
