package io.barometer.model.score;

import static io.barometer.model.Events.DAY_0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.RandomEvents;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.history.Observation;
import io.barometer.model.scorecard.MissingPolicy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ScorePropertiesTest {
  private static final String SEED = "20260102";
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final Scorer USAGE = Scorer.of(Cards.usage());

  @Property(seed = SEED)
  void contributions_add_up_to_the_score_and_their_changes_to_its_change(
      @ForAll("events") List<Observation> events,
      @ForAll @IntRange(max = 260) int day,
      @ForAll @IntRange(min = 1, max = 120) int back) {
    Explanation why = USAGE.explain(Events.history(events), DAY_0 + day, DAY_0 + day - back);

    int sum = why.contributions().stream().mapToInt(Contribution::tenths).sum();
    int change = why.contributions().stream().mapToInt(Contribution::changeTenths).sum();
    assertThat(sum).isEqualTo(why.score().tenths().orElse(0));
    assertThat(why.score().tenths().orElse(0)).isBetween(0, 1000);
    if (why.score().known() && why.compared().known()) {
      assertThat(change)
          .isEqualTo(why.score().tenths().orElseThrow() - why.compared().tenths().orElseThrow());
    } else {
      assertThat(change).isZero();
    }
    assertThat(why.contributions())
        .allSatisfy(part -> assertThat(part.tenths()).isBetween(0, part.possibleTenths()));
  }

  @Property(seed = SEED)
  void the_score_is_the_weighted_mean_rounded_half_up(
      @ForAll("weights") List<Integer> weights,
      @ForAll @Size(5) List<@IntRange(max = 100) Integer> values) {
    long hundredths = 0;
    for (int i = 0; i < 5; i++) {
      hundredths += (long) weights.get(i) * values.get(i);
    }

    Score score =
        Scorer.of(Cards.percentages(NAMES, weights, new MissingPolicy.Exclude()))
            .score(percentages(values, -1), DAY_0);

    assertThat(score.tenths()).hasValue((int) ((hundredths + 5) / 10));
  }

  @Property(seed = SEED)
  void an_excluded_input_leaves_the_proportions_of_the_others_as_they_are(
      @ForAll("weights") List<Integer> weights,
      @ForAll @Size(5) List<@IntRange(max = 100) Integer> values,
      @ForAll @IntRange(max = 4) int missing) {
    Explanation why =
        Scorer.of(Cards.percentages(NAMES, weights, new MissingPolicy.Exclude()))
            .explain(percentages(values, missing), DAY_0, DAY_0);

    double left = 100.0 - weights.get(missing);
    for (int i = 0; i < 5; i++) {
      double expected = i == missing ? 0 : 100.0 * weights.get(i) / left;
      assertThat(why.contributions().get(i).effectiveWeightPercent())
          .isCloseTo(expected, within(1e-9));
    }
    assertThat(why.score().coveragePercent()).isEqualTo(100 - weights.get(missing));
  }

  @Property(seed = SEED)
  void what_was_read_once_gives_the_same_score_and_that_of_other_weights(
      @ForAll("events") List<Observation> events, @ForAll @IntRange(max = 260) int day) {
    AccountHistory history = Events.history(events);
    Scorer other = Scorer.of(Cards.usage());

    var snapshot = USAGE.snapshot(history, DAY_0 + day);

    assertThat(USAGE.score(snapshot)).isEqualTo(USAGE.score(history, DAY_0 + day));
    assertThat(USAGE.readsAs(other)).isTrue();
    assertThat(other.score(snapshot)).isEqualTo(other.score(history, DAY_0 + day));
  }

  @Property(seed = SEED)
  void what_happens_later_changes_no_score_of_today(
      @ForAll("events") List<Observation> events, @ForAll @IntRange(max = 210) int day) {
    List<Observation> known =
        events.stream().filter(event -> Day.of(event.occurredAt()) <= DAY_0 + day).toList();

    assertThat(USAGE.explain(Events.history(events), DAY_0 + day, DAY_0 + day - 30))
        .isEqualTo(USAGE.explain(Events.history(known), DAY_0 + day, DAY_0 + day - 30));
  }

  @Property(seed = SEED)
  void a_settled_score_stays(@ForAll("events") List<Observation> events) {
    AccountHistory history = Events.history(events);
    long last = DAY_0 + 200 + 140;
    assertThat(USAGE.settledAfter(history, last)).isTrue();
    long settled = last;
    while (settled > DAY_0 && USAGE.settledAfter(history, settled - 1)) {
      settled--;
    }
    Score then = USAGE.score(history, settled);
    for (long day = settled; day < settled + 400; day++) {
      Score score = USAGE.score(history, day);
      assertThat(score)
          .isEqualTo(new Score(day, then.tenths(), then.band(), then.coveragePercent()));
    }
  }

  @Property(seed = SEED)
  void a_remembered_line_of_scores_equals_scoring_directly(
      @ForAll("events") List<Observation> events,
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 600) Integer> days) {
    AccountHistory history = new AccountHistory();
    ScoreLine line = new ScoreLine(USAGE);
    for (int i = 0; i < Math.max(events.size(), days.size()); i++) {
      if (i < events.size()) {
        history.add(events.get(i));
        line.invalidateFrom(Day.of(events.get(i).occurredAt()));
      }
      long day = DAY_0 + days.get(i % days.size());
      assertThat(line.tenths(history, day)).isEqualTo(USAGE.score(history, day).tenths());
      assertThat(line.trends(history, day)).isEqualTo(direct(history, day));
    }
  }

  @Property(seed = SEED)
  void a_normalised_value_is_between_0_and_1(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
    Cards.usage().dimensions().stream()
        .flatMap(dimension -> dimension.inputs().stream())
        .forEach(input -> assertThat(input.normaliser().normalise(value)).isBetween(0.0, 1.0));
  }

  @Provide
  Arbitrary<List<Observation>> events() {
    return RandomEvents.lists();
  }

  /** Five weights from 1 on that add up to 100. */
  @Provide
  Arbitrary<List<Integer>> weights() {
    return Arbitraries.integers()
        .between(1, 99)
        .set()
        .ofSize(4)
        .map(cuts -> differences(cuts.stream().sorted().toList()));
  }

  private static List<Integer> differences(List<Integer> cuts) {
    List<Integer> weights = new ArrayList<>();
    int before = 0;
    for (int cut : cuts) {
      weights.add(cut - before);
      before = cut;
    }
    weights.add(100 - before);
    return weights;
  }

  private static List<Trend> direct(AccountHistory history, long day) {
    return ScoreLine.TREND_DAYS.stream()
        .map(
            days ->
                Trend.between(
                    days,
                    USAGE.score(history, day - days).tenths(),
                    USAGE.score(history, day).tenths()))
        .toList();
  }

  private static AccountHistory percentages(List<Integer> values, int missing) {
    AccountHistory history = new AccountHistory();
    for (int i = 0; i < values.size(); i++) {
      if (i != missing) {
        history.add(Events.value(NAMES.get(i), 0, values.get(i)));
      }
    }
    return history;
  }
}
