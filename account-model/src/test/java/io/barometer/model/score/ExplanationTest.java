package io.barometer.model.score;

import static io.barometer.model.Cards.dimension;
import static io.barometer.model.Cards.in;
import static io.barometer.model.Cards.line;
import static io.barometer.model.Events.DAY_0;
import static io.barometer.model.Events.activity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.MissingPolicy;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Windowed;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final List<Metric> METRICS =
      List.of(
          Cards.windowed("users", "active users", Kind.DISTINCT_ACTORS, 30),
          Cards.windowed("days", "active days", Kind.ACTIVE_DAYS, 30),
          new Windowed("nps", "NPS", "points", "nps", Kind.LAST, 90));
  private static final Scorecard CARD =
      Cards.card(
          0.5,
          METRICS,
          List.of(
              dimension("reach", 50, in("users", 100, line(0, 4))),
              dimension("regularity", 30, in("days", 100, line(0, 10))),
              dimension("sentiment", 20, in("nps", 100, line(0, 10)))));
  private static final Scorer SCORER = Scorer.of(CARD);

  /** Three users on four days before day 30, one user on day 35. */
  private static final AccountHistory HISTORY =
      Events.history(
          activity(1, 9, "ann", null),
          activity(2, 9, "bob", null),
          activity(3, 9, "cid", null),
          activity(4, 9, "ann", null),
          activity(35, 9, "ann", null));

  @Test
  void tells_for_each_input_what_it_gave_and_what_changed() {
    Explanation why = SCORER.explain(HISTORY, DAY_0 + 40, DAY_0 + 10);

    assertThat(why.score()).isEqualTo(new Score(DAY_0 + 40, OptionalInt.of(194), "Critical", 80));
    assertThat(why.compared())
        .isEqualTo(new Score(DAY_0 + 10, OptionalInt.of(619), "Moderate", 80));
    assertThat(why.contributions())
        .extracting(Contribution::metric, Contribution::tenths, Contribution::possibleTenths)
        .containsExactly(tuple("users", 156, 625), tuple("days", 38, 375), tuple("nps", 0, 0));
    assertThat(why.contributions())
        .extracting(Contribution::changeTenths)
        .containsExactly(-313, -112, 0);
    assertThat(why.contributions())
        .extracting(Contribution::text)
        .containsExactly(
            "active users fell from 3 to 1 in 30 days",
            "active days fell from 4 to 1 in 30 days",
            "no data for NPS, left out");
  }

  @Test
  void weights_are_told_before_and_after_missing_inputs_were_left_out() {
    Explanation why = SCORER.explain(HISTORY, DAY_0 + 40, DAY_0 + 10);

    assertThat(why.contributions())
        .extracting(Contribution::weightPercent)
        .containsExactly(50.0, 30.0, 20.0);
    assertThat(why.contributions())
        .extracting(Contribution::effectiveWeightPercent)
        .containsExactly(62.5, 37.5, 0.0);
    assertThat(why.contributions())
        .extracting(Contribution::treatment)
        .containsExactly(Treatment.COUNTED, Treatment.COUNTED, Treatment.EXCLUDED);
  }

  @Test
  void drivers_are_what_moved_the_score_and_then_what_keeps_it_low() {
    assertThat(SCORER.explain(HISTORY, DAY_0 + 40, DAY_0 + 10).drivers())
        .containsExactly(
            new Driver("users", "active users fell from 3 to 1 in 30 days", -313),
            new Driver("days", "active days fell from 4 to 1 in 30 days", -112));
    assertThat(SCORER.explain(HISTORY, DAY_0 + 40, DAY_0 + 40).drivers())
        .containsExactly(
            new Driver("users", "active users: 1, gives 15.6 of 62.5 points", 0),
            new Driver("days", "active days: 1, gives 3.8 of 37.5 points", 0));
  }

  @Test
  void one_day_is_a_day() {
    assertThat(SCORER.explain(HISTORY, DAY_0 + 40, DAY_0 + 39).contributions())
        .extracting(Contribution::text)
        .contains("active users: 1, as 1 day before");
  }

  @Test
  void a_score_below_the_minimum_coverage_is_unknown_never_healthy() {
    AccountHistory history = Events.history(Events.value("nps", 0, 10));

    Explanation why = SCORER.explain(history, DAY_0, DAY_0 - 30);

    assertThat(why.score()).isEqualTo(new Score(DAY_0, OptionalInt.empty(), "Unknown", 20));
    assertThat(why.contributions())
        .allSatisfy(part -> assertThat(part.tenths()).isZero())
        .allSatisfy(part -> assertThat(part.possibleTenths()).isZero());
    assertThat(why.contributions().getLast().text()).isEqualTo("NPS: 10, no data 30 days before");
    assertThat(why.drivers()).isEmpty();
  }

  @Test
  void exactly_the_minimum_coverage_is_enough() {
    Input users = in("users", 100, line(0, 4));
    Input nps = new Input("nps", 100, line(0, 10), new MissingPolicy.Zero());
    List<Dimension> dimensions =
        List.of(dimension("reach", 7, users), dimension("sentiment", 93, nps));
    AccountHistory history = Events.history(activity(0, 9, "ann", null));

    assertThat(Scorer.of(Cards.card(0.07, METRICS, dimensions)).score(history, DAY_0).known())
        .isTrue();
    assertThat(Scorer.of(Cards.card(0.0701, METRICS, dimensions)).score(history, DAY_0).known())
        .isFalse();
  }

  @Test
  void without_any_data_the_score_is_unknown_whatever_the_scorecard_says() {
    Input nps = new Input("nps", 100, line(0, 10), new MissingPolicy.Neutral(1));
    Scorecard card = Cards.card(0, METRICS, List.of(dimension("sentiment", 100, nps)));

    assertThat(Scorer.of(card).score(new AccountHistory(), DAY_0))
        .isEqualTo(new Score(DAY_0, OptionalInt.empty(), "Unknown", 0));
  }

  @Test
  void a_missing_input_that_costs_points_is_told() {
    Input users = in("users", 100, line(0, 1));
    Input nps = new Input("nps", 100, line(0, 10), new MissingPolicy.Zero());
    Scorecard card =
        Cards.card(
            0.5, METRICS, List.of(dimension("reach", 50, users), dimension("sentiment", 50, nps)));

    Explanation why = Scorer.of(card).explain(HISTORY, DAY_0 + 10, DAY_0 + 10);

    assertThat(why.drivers())
        .containsExactly(
            new Driver("nps", "no data for NPS, counted as 0, gives 0.0 of 50.0 points", 0));
  }
}
