package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.replay.Replay;
import io.barometer.model.score.ChildScore;
import io.barometer.model.score.Children;
import io.barometer.model.score.Populations;
import io.barometer.model.score.Score;
import io.barometer.model.score.ScoreOverride;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many days at once give what every day gives alone, for every method and all around it. */
class ReplayTest {
  private static final long SEED = 20261122;
  private static final int HISTORIES = 25;
  private static final int DAYS = 150;
  private static final long BEGIN = LocalDate.of(2026, 1, 1).toEpochDay();

  @ParameterizedTest
  @MethodSource("models")
  void every_day_has_the_score_that_the_scorer_gives_it(ModelFile model) {
    Scorer scorer = Scorer.of(model.card());
    Replay replay = Replay.of(scorer);
    Random random = new Random(SEED);
    Set<OptionalInt> scores = new HashSet<>();
    for (int i = 0; i < HISTORIES; i++) {
      AccountHistory history = history(model.card(), random);
      scores.addAll(check(scorer, replay, history, BEGIN + random.nextInt(600) - 30));
    }
    boolean ranked = model.card().name().equals("percentile");
    boolean guarded = model.card().name().equals("probability-guarded");
    assertThat(scores.size() > 1).as("some of them are scored").isEqualTo(!ranked && !guarded);
  }

  @ParameterizedTest
  @MethodSource("io.barometer.language.ExampleModelsTest#examples")
  void so_it_is_with_the_cases_of_the_examples(String name) {
    Scorecard card = Models.example(name).card();
    String cases = Golden.read(Golden.EXAMPLES.resolve(name + ".cases.yaml"));
    for (ModelCase told : ModelCase.read(cases)) {
      long day = told.told().containsKey("day") ? told.day() : BEGIN;
      Scorer scorer = among(Scorer.of(card), told, day);
      check(scorer, Replay.of(scorer), told.history(card), day - DAYS + 10);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597})
  void so_it_is_with_nested_groups_in_any_combination(long seed) {
    for (long other = 100 * seed; other < 100 * seed + 10; other++) {
      Scorer scorer = Scorer.of(Models.accepted("random.yaml", RandomModel.yaml(other)).card());
      Replay replay = Replay.of(scorer);
      for (int i = 0; i < 5; i++) {
        check(scorer, replay, RandomModel.history(other + i), RandomModel.DAY - DAYS / 2);
      }
    }
  }

  static Stream<ModelFile> models() throws IOException {
    return LedgerPropertiesTest.models();
  }

  /** With other accounts, and with children that come later and lose their scores. */
  private static Scorer among(Scorer scorer, ModelCase told, long since) {
    Populations others = told.populations();
    Scorer ranking = others == null ? scorer : scorer.among(others);
    List<ChildScore> children = told.children();
    return children.isEmpty()
        ? ranking
        : ranking.over(
            day ->
                day < since
                    ? Children.NONE
                    : new Children(children, day < since + 5 ? "" : "a circle", List.of()));
  }

  private static Set<OptionalInt> check(
      Scorer scorer, Replay replay, AccountHistory history, long first) {
    List<Score> replayed = replay.scores(history, first, first + DAYS - 1);
    List<Score> scored = new ArrayList<>();
    for (int i = 0; i < DAYS; i++) {
      scored.add(scorer.score(history, first + i));
    }
    assertThat(replayed).isEqualTo(scored);
    return scored.stream().map(Score::tenths).collect(Collectors.toSet());
  }

  private static AccountHistory history(Scorecard card, Random random) {
    AccountHistory history = new AccountHistory();
    DerivedSignals derived = DerivedSignals.of(List.of(card));
    for (PastEvent event : LedgerPropertiesTest.events(card, random)) {
      event.addTo(history, derived);
    }
    if (random.nextInt(5) == 0 && !card.overrides().isEmpty()) {
      override(history, card, BEGIN + random.nextInt(500), random);
    }
    return history;
  }

  private static void override(AccountHistory history, Scorecard card, long day, Random random) {
    String role = card.overrides().getFirst().role();
    ScoreOverride told =
        new ScoreOverride(random.nextInt(1001), day + random.nextInt(30), role, "ann", "said so");
    Instant at = Instant.ofEpochSecond(day * 86_400);
    history.setFact(ScoreOverride.fact(card.score()), told.text(), at, "o");
  }
}
