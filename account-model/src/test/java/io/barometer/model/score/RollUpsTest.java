package io.barometer.model.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.RollUp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RollUpsTest {
  private static final String SEED = "20261122";
  private static final BandSet BANDS = new BandSet("", Cards.BANDS);
  private static final List<RollUp> ALL =
      List.of(
          new RollUp.Worst(),
          new RollUp.Mean(),
          new RollUp.ArrWeighted(),
          new RollUp.ShareBelow("At Risk"));

  @Test
  void each_way_gives_its_score_and_says_what_each_child_gives_and_could_give() {
    List<ChildScore> children =
        List.of(child("a", 680, 300), child("b", 320, 100), child("c", -1, 500));

    assertThat(ALL.stream().map(how -> RollUps.of(how, children, BANDS)))
        .extracting(rolled -> rolled.tenths().orElseThrow())
        .containsExactly(320, 500, 590, 500);
    assertThat(ALL.stream().map(how -> given(RollUps.of(how, children, BANDS))))
        .containsExactly(
            List.of("0 of 0", "320 of 1000", "0 of 0"),
            List.of("340 of 500", "160 of 500", "0 of 0"),
            List.of("510 of 750", "80 of 250", "0 of 0"),
            List.of("500 of 500", "0 of 500", "0 of 0"));
  }

  @Test
  void without_a_score_it_says_why() {
    assertThat(why(new RollUp.Mean(), child("a", -1, 1), child("b", -1, 1)))
        .isEqualTo("no child has a score");
    assertThat(why(new RollUp.ArrWeighted(), child("a", 700, 0), child("b", -1, 5)))
        .isEqualTo("no child with a score has ARR to weigh it by");
    assertThat(why(new RollUp.ArrWeighted(), child("a", 700, 5), dollars("b"), child("c", -1, 1)))
        .isEqualTo("ARR in EUR and USD cannot be weighed together");
    assertThat(RollUps.of(new RollUp.Mean(), List.of(child("a", 700, 5), dollars("b")), BANDS))
        .extracting(RolledUp::tenths)
        .isEqualTo(OptionalInt.of(600));
  }

  @Property(seed = SEED)
  void parts_add_up_and_the_score_lies_among_the_children(
      @ForAll("children") List<ChildScore> children, @ForAll("ways") RollUp how) {
    RolledUp rolled = RollUps.of(how, children, BANDS);

    assertThat(rolled.parts().stream().mapToInt(RolledUp.Part::tenths).sum())
        .isEqualTo(rolled.tenths().orElse(0));
    assertThat(rolled.parts())
        .allSatisfy(part -> assertThat(part.tenths()).isBetween(0, part.possibleTenths()));
    assertThat(rolled.counted() + rolled.unknown()).isEqualTo(children.size());
    assertThat(rolled.objection().isEmpty()).isEqualTo(rolled.tenths().isPresent());
    if (rolled.tenths().isPresent() && !(how instanceof RollUp.ShareBelow)) {
      var known =
          children.stream().flatMapToInt(child -> child.tenths().stream()).summaryStatistics();
      assertThat(rolled.tenths().getAsInt()).isBetween(known.getMin(), known.getMax());
    }
  }

  @Property(seed = SEED)
  void order_and_children_without_a_score_do_not_matter(
      @ForAll("children") List<ChildScore> children,
      @ForAll("ways") RollUp how,
      @ForAll long seed) {
    List<ChildScore> others = new ArrayList<>(children);
    Collections.shuffle(others, new Random(seed));
    others.add(child("more", -1, 9));

    RolledUp rolled = RollUps.of(how, children, BANDS);
    assertThat(RollUps.of(how, others, BANDS).tenths()).isEqualTo(rolled.tenths());
    assertThat(RollUps.of(how, others, BANDS).objection()).isEqualTo(rolled.objection());
  }

  @Provide
  Arbitrary<List<ChildScore>> children() {
    return Combinators.combine(
            Arbitraries.integers().between(-1, 1000), Arbitraries.integers().between(0, 9))
        .as((tenths, arr) -> child("c", tenths, arr))
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<RollUp> ways() {
    return Arbitraries.of(ALL);
  }

  private static String why(RollUp how, ChildScore... children) {
    return RollUps.of(how, List.of(children), BANDS).objection();
  }

  private static List<String> given(RolledUp rolled) {
    return rolled.parts().stream()
        .map(part -> part.tenths() + " of " + part.possibleTenths())
        .toList();
  }

  private static ChildScore dollars(String id) {
    return new ChildScore(id, id, score(500), 1_000_000, "USD");
  }

  private static ChildScore child(String id, int tenths, long arr) {
    return new ChildScore(id, id, score(tenths), arr * 1_000_000, "EUR");
  }

  private static Score score(int tenths) {
    return new Score(0, tenths < 0 ? OptionalInt.empty() : OptionalInt.of(tenths), "", 100);
  }
}
