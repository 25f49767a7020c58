package io.barometer.scoring.hierarchy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.score.Contribution;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Score;
import io.barometer.model.score.ScoreOverride;
import io.barometer.model.score.Scorer;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.signals.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FamilyTreeTest {
  private static final long DAY = LocalDate.of(2026, 6, 10).toEpochDay();
  private static final Scorer MEAN = Scorer.of(FixtureModels.card(FixtureModels.family("mean")));
  private static final Scorer WORST = Scorer.of(FixtureModels.card(FixtureModels.family("worst")));

  private final SortedMap<String, AccountHistory> all = new TreeMap<>();

  @Test
  void a_parent_is_made_of_its_children_and_its_own_adjustments_apply() {
    account("p", DAY, 100);
    child("a", "p", DAY, 80);
    child("b", "p", DAY, 20);
    belongs("c", "p", DAY);
    assertThat(score("p", DAY)).isEqualTo(new Score(DAY, OptionalInt.of(500), "Moderate", 66));

    measured("p", "failure", DAY + 1, 1);
    Explanation why = scorer(MEAN, "p").explain(requireNonNull(all.get("p")), DAY + 1, DAY);
    assertThat(why.score().tenths()).hasValue(490);
    assertThat(why.contributions())
        .extracting(
            Contribution::dimension, Contribution::metric, Contribution::tenths, Contribution::text)
        .containsExactly(
            tuple("children", "a", 400, "a: 80, as 1 day before"),
            tuple("children", "b", 100, "b: 20, as 1 day before"),
            tuple("children", "c", 0, "no score of c, left out"),
            tuple("adjustments", "failure", -10, "something failed within 30 days"));
  }

  @Test
  void too_few_children_with_a_score_give_none() {
    child("a", "p", DAY, 80);
    belongs("b", "p", DAY);
    belongs("c", "p", DAY);
    account("p", DAY, 100);

    assertThat(score("p", DAY)).isEqualTo(new Score(DAY, OptionalInt.empty(), "Unknown", 33));
    assertThat(scorer(MEAN, "p").assess(requireNonNull(all.get("p")), DAY).unknownBecause())
        .isEqualTo("data for less than 50 % of its children");
  }

  @Test
  void a_past_day_is_made_of_the_children_of_that_day_and_their_scores_of_it() {
    account("p", DAY, 10);
    account("q", DAY, 20);
    account("a", DAY, 60);
    belongs("a", "p", DAY + 2);
    measured("a", "usage", DAY + 3, 70);
    belongs("a", "q", DAY + 4);
    belongs("a", "", DAY + 5);

    assertThat(tenths("p", DAY, 6)).containsExactly(100, 100, 600, 700, 100, 100);
    assertThat(tenths("q", DAY, 6)).containsExactly(200, 200, 200, 200, 700, 200);
  }

  @Test
  void a_grandparent_counts_a_parent_with_what_that_is_made_of_and_its_override() {
    account("top", DAY, 1);
    child("mid", "top", DAY, 2);
    child("other", "top", DAY, 90);
    child("a", "mid", DAY, 40);
    child("b", "mid", DAY, 60);
    assertThat(tenths("top", DAY, 1)).containsExactly(700);

    var override = new ScoreOverride(550, DAY + 3, "csm", "kim", "a new sponsor");
    requireNonNull(all.get("mid"))
        .setFact(ScoreOverride.fact("health"), override.text(), noon(DAY + 1), "e");
    assertThat(tenths("mid", DAY, 5)).containsExactly(500, 550, 550, 550, 500);
    assertThat(tenths("top", DAY, 5)).containsExactly(700, 725, 725, 725, 700);
  }

  @Test
  void a_circle_is_followed_down_to_where_it_closes_and_told() {
    child("a", "b", DAY, 10);
    child("b", "c", DAY, 20);
    child("c", "a", DAY, 30);
    child("self", "self", DAY, 40);

    assertThat(tenths("a", DAY, 1)).containsExactly(200);
    assertThat(tenths("b", DAY, 1)).containsExactly(300);
    assertThat(tenths("c", DAY, 1)).containsExactly(100);
    assertThat(tenths("self", DAY, 1)).containsExactly(400);
    assertThat(texts("a"))
        .containsExactly(
            "c: 20, as 0 days before", "belongs to itself, which is not followed: a → b → c → a");
    assertThat(texts("self"))
        .containsExactly(
            "usage: 40, as 0 days before", "belongs to itself, which is not followed: self → self");
  }

  @Test
  void ten_levels_are_followed() {
    account("n00", DAY, 0);
    for (int i = 1; i <= 12; i++) {
      child("n%02d".formatted(i), "n%02d".formatted(i - 1), DAY, i);
    }

    assertThat(tenths("n00", DAY, 1)).containsExactly(100);
    assertThat(tenths("n02", DAY, 1)).containsExactly(120);
    assertThat(texts("n00"))
        .last()
        .isEqualTo("accounts more than 10 levels below are not followed");
    assertThat(texts("n02")).hasSize(1);
  }

  @Property(seed = "20261122")
  void whoever_belongs_to_whom_the_worst_is_that_of_those_at_the_bottom(
      @ForAll @Size(8) List<@IntRange(max = 8) Integer> parents,
      @ForAll @Size(8) List<@IntRange(max = 100) Integer> usages) {
    all.clear();
    for (int i = 0; i < 8; i++) {
      child("" + i, parents.get(i) == 8 ? "" : "" + parents.get(i), DAY, usages.get(i));
    }

    for (int i = 0; i < 8; i++) {
      int bottom = worstBelow(i, i, parents, usages);
      assertThat(scorer(WORST, "" + i).score(requireNonNull(all.get("" + i)), DAY).tenths())
          .hasValue(10 * bottom);
    }
  }

  private static int worstBelow(int id, int root, List<Integer> parents, List<Integer> usages) {
    return IntStream.range(0, 8)
        .filter(child -> child != root && parents.get(child) == id && child != id)
        .map(child -> worstBelow(child, root, parents, usages))
        .min()
        .orElse(usages.get(id));
  }

  private Scorer scorer(Scorer scorer, String id) {
    return scorer.over(day -> new FamilyTree(id, all, scorer).on(day));
  }

  private Score score(String id, long day) {
    return scorer(MEAN, id).score(requireNonNull(all.get(id)), day);
  }

  private List<Integer> tenths(String id, long first, int days) {
    List<Integer> tenths = new ArrayList<>();
    for (long day = first; day < first + days; day++) {
      tenths.add(score(id, day).tenths().orElse(-1));
    }
    return tenths;
  }

  private List<String> texts(String id) {
    return scorer(MEAN, id).explain(requireNonNull(all.get(id)), DAY, DAY).contributions().stream()
        .map(Contribution::text)
        .toList();
  }

  private void child(String id, String parent, long day, double usage) {
    belongs(id, parent, day);
    measured(id, "usage", day, usage);
  }

  private void account(String id, long day, double usage) {
    measured(id, "usage", day, usage);
  }

  private void belongs(String id, String parent, long day) {
    history(id).setFact(Facts.PARENT, parent, noon(day), "e");
  }

  private void measured(String id, String name, long day, double value) {
    long micros = (long) (value * 1_000_000);
    history(id).add(new Observation("measurement." + name, noon(day), micros, null, null));
  }

  private AccountHistory history(String id) {
    return all.computeIfAbsent(id, i -> new AccountHistory());
  }

  private static Instant noon(long day) {
    return Instant.ofEpochSecond(day * 86_400 + 43_200);
  }
}
