package io.barometer.model.score;

import static io.barometer.model.Events.DAY_0;
import static io.barometer.model.Events.activity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.history.Observation;
import org.junit.jupiter.api.Test;

class ScoreLineTest {
  private final Scorer scorer = Scorer.of(Cards.usage());
  private final ScoreLine line = new ScoreLine(scorer);

  @Test
  void a_late_event_changes_the_scores_from_its_day_on() {
    AccountHistory history = Events.history(activity(0, 9, "ann", null));
    long day = DAY_0 + 20;
    int[] before = line.weekly(history, day);

    Observation late = activity(10, 9, "bob", "search");
    history.add(late);
    line.invalidateFrom(Day.of(late.occurredAt()));
    int[] after = line.weekly(history, day);

    assertThat(after[0]).isGreaterThan(before[0]);
    assertThat(after[1]).isGreaterThan(before[1]);
    assertThat(after[2]).isEqualTo(before[2]);
    assertThat(after[3]).isEqualTo(-1).isEqualTo(before[3]);
  }

  @Test
  void trends_cover_7_30_90_and_365_days() {
    AccountHistory history = new AccountHistory();
    for (int day = 0; day <= 400; day += 10) {
      history.add(activity(day, 9, "ann", null));
    }

    assertThat(line.trends(history, DAY_0 + 400))
        .extracting(Trend::days, Trend::direction)
        .containsExactly(
            tuple(7, Direction.STABLE),
            tuple(30, Direction.STABLE),
            tuple(90, Direction.STABLE),
            tuple(365, Direction.UP));
  }

  @Test
  void days_older_than_a_year_before_the_latest_are_scored_too() {
    AccountHistory history = Events.history(activity(0, 9, "ann", null));
    line.tenths(history, DAY_0 + 900);

    assertThat(line.tenths(history, DAY_0)).isEqualTo(scorer.score(history, DAY_0).tenths());
  }
}
