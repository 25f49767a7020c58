package io.barometer.model.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Variant;
import io.barometer.model.whatif.ModelSettings.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {
  private static final Scorecard USAGE = Cards.usage();

  @Test
  void nothing_set_leaves_the_scorecard_as_it_is() {
    assertThat(ModelSettings.NONE.applied(USAGE)).isEqualTo(new Outcome.Accepted(USAGE));
  }

  @Test
  void the_others_keep_their_proportions_and_share_the_rest() {
    Scorecard changed = accepted(weights(new Setting("trend", 40)));

    // 30, 25 and 25 of 80 share 60: 22.5, 18.75, 18.75
    assertThat(weights(changed.dimensions())).containsExactly(22, 19, 19, 40);
    assertThat(changed.version()).isEqualTo("1.0.0-what-if");
    assertThat(changed.hash()).isNotEqualTo(USAGE.hash());
  }

  @Test
  void a_part_inside_a_dimension_is_set_by_its_path_and_0_leaves_out() {
    Scorecard changed =
        accepted(weights(new Setting("trend/growth", 0), new Setting("recency", 0)));

    assertThat(changed.dimensions()).extracting(Dimension::name).doesNotContain("recency");
    assertThat(weights(changed.dimensions())).containsExactly(36, 36, 28);
    assertThat(changed.dimensions().getLast().parts())
        .extracting(part -> part.weight())
        .containsExactly(67, 33);
  }

  @Test
  void a_variant_that_has_the_part_follows() {
    Variant variant =
        new Variant(
            "reach_first",
            List.of(
                new Variant.Weight("recency", 10),
                new Variant.Weight("regularity", 10),
                new Variant.Weight("reach", 80),
                new Variant.Weight("trend", 0)),
            List.of());

    Scorecard changed = accepted(with(List.of(variant), USAGE.bandSets()), "reach", 50);

    assertThat(changed.variants().getFirst().weights())
        .extracting(Variant.Weight::weight)
        .containsExactly(25, 25, 50, 0);
  }

  @Test
  void a_band_begins_elsewhere_in_every_set_that_has_it_or_in_one() {
    BandSet strict =
        new BandSet("strict", List.of(new Band("At Risk", 0, 600), new Band("Healthy", 600, 1000)));
    Scorecard card = with(List.of(), List.of(USAGE.bandSets().getFirst(), strict));

    Scorecard all = accepted(card, bands(new Setting("Healthy", 700)));
    Scorecard one = accepted(card, bands(new Setting("strict/Healthy", 650)));

    assertThat(all.bands().get(2)).isEqualTo(new Band("Moderate", 500, 700));
    assertThat(all.bandSets().get(1).bands().getLast()).isEqualTo(new Band("Healthy", 700, 1000));
    assertThat(one.bands()).isEqualTo(USAGE.bands());
    assertThat(one.bandSets().get(1).bands().getFirst()).isEqualTo(new Band("At Risk", 0, 650));
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_with_the_nearest_name() {
    ModelSettings settings =
        new ModelSettings(
            List.of(
                new Setting("reech", 40),
                new Setting("reach", 101),
                new Setting("trend/points", 90),
                new Setting("trend/growth", 20)),
            List.of(
                new Setting("Helthy", 750),
                new Setting("Healthy", 400),
                new Setting("Critical", 100)));

    assertThat(rejected(USAGE, settings))
        .containsExactlyInAnyOrder(
            "weights[1].weight RANGE a weight is between 0 and 100",
            "weights[1].weight WEIGHTS_SUM the weights beside each other add up to 101, not to 100",
            "weights[3].weight WEIGHTS_SUM the weights beside each other add up to 110, not to 100",
            "weights[0].name NAME_UNKNOWN nothing of the model that has a weight is called \"reech\"."
                + " Did you mean \"reach\"?",
            "bands[0].name NAME_UNKNOWN there is no band \"Helthy\". Did you mean \"Healthy\"?",
            "bands[2].from_tenths RANGE \"Critical\" is the lowest and begins at 0",
            "bands[1].from_tenths ORDER in the band set \"default\", \"Healthy\" would begin at 40.0"
                + " and not above \"Moderate\", which begins at 50.0");
  }

  @Test
  void a_model_without_weights_says_so() {
    Scorecard points =
        new Scorecard(
            "points",
            "health",
            "1.0.0",
            "Points",
            USAGE.sufficiency(),
            List.of(),
            USAGE.metrics(),
            new Method.Points(false, List.of()),
            List.of(),
            USAGE.bandSets(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of());

    assertThat(rejected(points, weights(new Setting("usage", 40))))
        .containsExactly("weights[0].name FORMAT the model has no weights");
  }

  @Test
  void whatever_weight_is_set_all_of_them_add_up() {
    for (int weight = 1; weight <= 97; weight++) {
      Scorecard changed = accepted(weights(new Setting("reach", weight)));

      assertThat(changed.dimensions().get(2).weight()).isEqualTo(weight);
      assertThat(weights(changed.dimensions()).stream().mapToInt(w -> w).sum()).isEqualTo(100);
    }
  }

  private static ModelSettings weights(Setting... settings) {
    return new ModelSettings(List.of(settings), List.of());
  }

  private static ModelSettings bands(Setting... settings) {
    return new ModelSettings(List.of(), List.of(settings));
  }

  private static List<Integer> weights(List<Dimension> dimensions) {
    return dimensions.stream().map(Dimension::weight).toList();
  }

  private static Scorecard accepted(ModelSettings settings) {
    return accepted(USAGE, settings);
  }

  private static Scorecard accepted(Scorecard card, String name, int weight) {
    return accepted(card, weights(new Setting(name, weight)));
  }

  private static Scorecard accepted(Scorecard card, ModelSettings settings) {
    Outcome outcome = settings.applied(card);
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted) outcome).card();
  }

  private static List<String> rejected(Scorecard card, ModelSettings settings) {
    Outcome outcome = settings.applied(card);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome)
        .violations().stream().map(v -> v.path() + " " + v.reason() + " " + v.message()).toList();
  }

  private static Scorecard with(List<Variant> variants, List<BandSet> sets) {
    return new Scorecard(
        USAGE.name(),
        USAGE.score(),
        USAGE.version(),
        USAGE.title(),
        USAGE.sufficiency(),
        USAGE.signals(),
        USAGE.metrics(),
        USAGE.method(),
        USAGE.adjustments(),
        sets,
        variants,
        USAGE.segments(),
        USAGE.stages(),
        USAGE.rollUp(),
        USAGE.overrides());
  }
}
