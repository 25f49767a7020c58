package io.barometer.model.replay;

import static io.barometer.model.Events.DAY_0;
import static io.barometer.model.Events.activity;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.RandomEvents;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.score.Scorer;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Scorer USAGE = Scorer.of(Cards.usage());

  @Test
  void an_account_has_no_score_before_its_first_event() {
    AccountHistory history = Events.history(activity(2, 9, "ann", "search"));

    short[] tenths = Replay.of(USAGE).tenths(history, DAY_0, DAY_0 + 2);

    int first = USAGE.score(history, DAY_0 + 2).tenths().orElseThrow();
    assertThat(tenths).containsExactly((short) -1, (short) -1, (short) first);
  }

  @Test
  void no_days_have_no_scores() {
    assertThat(Replay.of(USAGE).tenths(new AccountHistory(), DAY_0, DAY_0 - 1)).isEmpty();
  }

  @Property(seed = "20260102")
  void every_day_has_the_score_that_the_scorer_gives_it(
      @ForAll("events") List<Observation> events,
      @ForAll @IntRange(max = 260) int first,
      @ForAll @IntRange(max = 60) int more) {
    AccountHistory history = Events.history(events);

    short[] tenths = Replay.of(USAGE).tenths(history, DAY_0 + first, DAY_0 + first + more);

    for (int i = 0; i < tenths.length; i++) {
      int scored = USAGE.score(history, DAY_0 + first + i).tenths().orElse(-1);
      assertThat((int) tenths[i]).isEqualTo(scored);
    }
  }

  @Provide
  Arbitrary<List<Observation>> events() {
    return RandomEvents.lists();
  }
}
