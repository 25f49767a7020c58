package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.Contribution;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LanguagePropertiesTest {
  private static final String SEED = "20260630";

  @Property(seed = SEED, tries = 300)
  void contributions_add_up_to_the_score_exactly_and_it_stays_in_its_range(@ForAll long seed) {
    Scorer scorer = Scorer.of(card(RandomModel.yaml(seed)));
    AccountHistory history = RandomModel.history(seed);

    Explanation why = scorer.explain(history, RandomModel.DAY, RandomModel.DAY - 30);

    int sum = why.contributions().stream().mapToInt(Contribution::tenths).sum();
    int change = why.contributions().stream().mapToInt(Contribution::changeTenths).sum();
    assertThat(sum).isEqualTo(why.score().tenths().orElse(0));
    assertThat(why.score().tenths().orElse(0)).isBetween(0, 1000);
    assertThat(why.score()).isEqualTo(scorer.score(history, RandomModel.DAY));
    if (why.score().known() && why.compared().known()) {
      assertThat(change)
          .isEqualTo(why.score().tenths().orElseThrow() - why.compared().tenths().orElseThrow());
    }
  }

  @Property(seed = SEED, tries = 300)
  void a_parsed_and_printed_model_is_the_same_model(@ForAll long seed) {
    Scorecard card = card(RandomModel.yaml(seed));

    Scorecard again = card(card.canonical());

    assertThat(again).isEqualTo(card);
    assertThat(again.hash()).isEqualTo(card.hash());
  }

  @Property(seed = SEED, tries = 300)
  void the_order_of_inputs_does_not_matter(@ForAll long seed) {
    AccountHistory history = RandomModel.history(seed);

    Score one = Scorer.of(card(RandomModel.yaml(seed))).score(history, RandomModel.DAY);
    Score other = Scorer.of(card(RandomModel.shuffled(seed))).score(history, RandomModel.DAY);

    assertThat(other).isEqualTo(one);
  }

  private static Scorecard card(String yaml) {
    return Models.accepted("random.yaml", yaml).card();
  }
}
