package io.barometer.model.scorecard;

import static io.barometer.model.Cards.dimension;
import static io.barometer.model.Cards.in;
import static io.barometer.model.Cards.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.barometer.model.Cards;
import io.barometer.model.scorecard.Normaliser.Point;
import io.barometer.model.scorecard.Violation.Reason;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScorecardValidationTest {
  private static final Metric EVENTS = Cards.windowed("events", "events", Kind.COUNT, 30);

  @Test
  void a_good_scorecard_has_no_violations() {
    assertThat(ScorecardValidation.violations(Cards.usage())).isEmpty();
    assertThat(ScorecardValidation.violations(Cards.usage(), Set.of("activity"))).isEmpty();
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments(
            withMetric(windowed(0)),
            "metrics[1].days",
            Reason.RANGE,
            "0 is not between 1 and 3650"),
        arguments(
            withMetric(windowed(-7)),
            "metrics[1].days",
            Reason.RANGE,
            "-7 is not between 1 and 3650"),
        arguments(
            withMetric(Cards.windowed("m", "m", Kind.ACTIVE_WEEKS, 30)),
            "metrics[1].days",
            Reason.RANGE,
            "30 days are not whole weeks"),
        arguments(
            withMetric(Cards.windowed("events", "again", Kind.SUM, 30)),
            "metrics[1].name",
            Reason.NAME_TAKEN,
            "\"events\" stands twice"),
        arguments(
            withMetric(Cards.windowed("Active users", "m", Kind.SUM, 30)),
            "metrics[1].name",
            Reason.NAME_FORMAT,
            "\"Active users\" is not made of lower-case letters, digits and _"),
        arguments(
            withMetric(Cards.windowed("m", " ", Kind.SUM, 30)),
            "metrics[1].title",
            Reason.REQUIRED,
            "must not be empty"),
        arguments(
            withMetric(new TimeSince("m", "m", "", "")),
            "metrics[1].signal",
            Reason.REQUIRED,
            "must not be empty"),
        arguments(
            withMetric(new DecayedPoints("m", "m", "", "activity", 0, 7)),
            "metrics[1].points",
            Reason.RANGE,
            "must not be 0"),
        arguments(
            withMetric(new DecayedPoints("m", "m", "", "activity", 1, 0)),
            "metrics[1].half_life_days",
            Reason.RANGE,
            "0 is not above 0 and at most 365"),
        arguments(
            withMetric(new Ratio("m", "m", "", "event", "events", 1, null)),
            "metrics[1].numerator",
            Reason.METRIC_UNKNOWN,
            "there is no metric \"event\"; did you mean \"events\"?"),
        arguments(
            withMetric(new Ratio("m", "m", "", "events", "events", 0, null)),
            "metrics[1].factor",
            Reason.RANGE,
            "must not be 0"),
        arguments(
            withMetric(new Ratio("m", "m", "", "events", "events", 1, Double.NaN)),
            "metrics[1].when_zero",
            Reason.RANGE,
            ".nan is not a finite number"),
        arguments(
            withMetric(new Ratio("m", "m", "", "m", "events", 1, null)),
            "metrics[1]",
            Reason.METRIC_CYCLE,
            "is built on itself: m → m"),
        arguments(
            withMetric(new Change("m", "m", "", "silence", null)),
            "metrics[1].of",
            Reason.METRIC_UNKNOWN,
            "there is no metric \"silence\""),
        arguments(
            withMetric(new Change("m", "m", "", "m", null)),
            "metrics[1].of",
            Reason.METRIC_KIND,
            "\"m\" has no window that could be compared"),
        arguments(
            card(0.5, List.of(), Cards.BANDS),
            "dimensions",
            Reason.REQUIRED,
            "needs at least one element"),
        arguments(
            card(1.5, List.of(dimension("usage", 100, good())), Cards.BANDS),
            "minimum_coverage",
            Reason.RANGE,
            "1.5 is not between 0 and 1"),
        arguments(
            card(Double.NaN, List.of(dimension("usage", 100, good())), Cards.BANDS),
            "minimum_coverage",
            Reason.RANGE,
            ".nan is not between 0 and 1"),
        arguments(
            withDimensions(dimension("usage", 99, good())),
            "dimensions",
            Reason.WEIGHTS_SUM,
            "the weights of the dimensions add up to 99, not to 100"),
        arguments(
            withDimensions(dimension("usage", 100, in("events", 40, line(0, 1)))),
            "dimensions[0].inputs",
            Reason.WEIGHTS_SUM,
            "the weights of the inputs of \"usage\" add up to 40, not to 100"),
        arguments(
            withDimensions(dimension("usage", 50, good()), dimension("usage", 50, good())),
            "dimensions[1].name",
            Reason.NAME_TAKEN,
            "\"usage\" stands twice"),
        arguments(
            withDimensions(dimension("usage", 100)),
            "dimensions[0].inputs",
            Reason.REQUIRED,
            "needs at least one element"),
        arguments(
            withDimensions(dimension("usage", 100, in("evnets", 100, line(0, 1)))),
            "dimensions[0].inputs[0].metric",
            Reason.METRIC_UNKNOWN,
            "there is no metric \"evnets\"; did you mean \"events\"?"),
        arguments(
            withDimensions(
                dimension(
                    "usage", 100, in("events", 50, line(0, 1)), in("events", 50, line(0, 1)))),
            "dimensions[0].inputs[1].metric",
            Reason.NAME_TAKEN,
            "\"events\" stands twice"),
        arguments(
            withNormaliser(line(5, 5)),
            "dimensions[0].inputs[0].normalise.points[1][0]",
            Reason.POINTS_ORDER,
            "x 5 does not come after 5"),
        arguments(
            withNormaliser(new Normaliser.Points(List.of(new Point(0, 0), new Point(1, 2)))),
            "dimensions[0].inputs[0].normalise.points[1][1]",
            Reason.RANGE,
            "2 is not between 0 and 1"),
        arguments(
            withNormaliser(new Normaliser.Points(List.of(new Point(0, 0)))),
            "dimensions[0].inputs[0].normalise.points",
            Reason.REQUIRED,
            "needs at least 2 [x, y]"),
        arguments(
            withNormaliser(new Normaliser.Steps(-0.1, List.of(new Point(0, 0)))),
            "dimensions[0].inputs[0].normalise.steps.below",
            Reason.RANGE,
            "-0.1 is not between 0 and 1"),
        arguments(
            withNormaliser(new Normaliser.AtLeast(Double.POSITIVE_INFINITY)),
            "dimensions[0].inputs[0].normalise.at_least",
            Reason.RANGE,
            ".inf is not a finite number"),
        arguments(
            withNormaliser(new Normaliser.Inverse(0)),
            "dimensions[0].inputs[0].normalise.inverse",
            Reason.RANGE,
            "0 is not above 0 and at most 1000000000"),
        arguments(
            withNormaliser(new Normaliser.Logistic(3, 0)),
            "dimensions[0].inputs[0].normalise.logistic.steepness",
            Reason.RANGE,
            "must not be 0"),
        arguments(
            withDimensions(
                dimension(
                    "usage",
                    100,
                    new Input("events", 100, line(0, 1), new MissingPolicy.Neutral(1.1)))),
            "dimensions[0].inputs[0].missing",
            Reason.RANGE,
            "1.1 is not between 0 and 1"),
        arguments(withBands(), "bands", Reason.REQUIRED, "needs at least one element"),
        arguments(
            withBands(new Band("Low", 0, 500), new Band("High", 600, 1000)),
            "bands[1]",
            Reason.BANDS_GAP,
            "no band holds the scores from 50.0 to below 60.0"),
        arguments(
            withBands(new Band("Low", 100, 500), new Band("High", 500, 1000)),
            "bands[0]",
            Reason.BANDS_GAP,
            "no band holds the scores from 0.0 to below 10.0"),
        arguments(
            withBands(new Band("Low", 0, 500), new Band("High", 500, 900)),
            "bands",
            Reason.BANDS_GAP,
            "no band holds the scores from 90.0 to below 100.0"),
        arguments(
            withBands(new Band("Low", 0, 500), new Band("High", 400, 1000)),
            "bands[1]",
            Reason.BANDS_OVERLAP,
            "the scores from 40.0 to below 50.0 of \"High\" belong to a band before it"),
        arguments(
            withBands(new Band("Low", 0, 500), new Band("Low", 500, 1000)),
            "bands[1].name",
            Reason.NAME_TAKEN,
            "\"Low\" stands twice"),
        arguments(
            withBands(new Band("Unknown", 0, 1000)),
            "bands[0].name",
            Reason.NAME_TAKEN,
            "\"Unknown\" stands for no score; choose another name"),
        arguments(
            withBands(new Band("Low", 0, 0), new Band("High", 0, 1000)),
            "bands[0]",
            Reason.RANGE,
            "\"Low\" from 0.0 to below 0.0 is empty"),
        arguments(
            withBands(new Band("All", 0, 1001)),
            "bands[0]",
            Reason.RANGE,
            "\"All\" from 0.0 to below 100.1 reaches beyond 0.0 to 100.0"));
  }

  @ParameterizedTest(name = "{1}: {3}")
  @MethodSource("broken")
  void a_broken_scorecard_is_told_where_and_why(
      Scorecard card, String path, Reason reason, String message) {
    List<Violation> violations = ScorecardValidation.violations(card);

    assertThat(violations).hasSize(1);
    assertThat(violations.getFirst().path()).isEqualTo(path);
    assertThat(violations.getFirst().reason()).isEqualTo(reason);
    assertThat(violations.getFirst().message()).isEqualTo(message);
  }

  @Test
  void everything_is_told_at_once_in_the_order_of_the_scorecard() {
    Scorecard card =
        new Scorecard(
            "My Card",
            "one",
            "",
            -1,
            List.of(EVENTS),
            List.of(dimension("Usage", 101, in("x", 0, line(1, 0)))),
            List.of(new Band("Low", 0, 300)));

    assertThat(ScorecardValidation.violations(card))
        .extracting(Violation::path)
        .containsExactly(
            "name",
            "version",
            "title",
            "minimum_coverage",
            "dimensions[0].name",
            "dimensions[0].weight",
            "dimensions[0].inputs[0].metric",
            "dimensions[0].inputs[0].weight",
            "dimensions[0].inputs[0].normalise.points[1][0]",
            "dimensions[0].inputs",
            "dimensions",
            "bands");
  }

  @Test
  void programs_get_the_figures() {
    Violation sum =
        ScorecardValidation.violations(withDimensions(dimension("usage", 99, good()))).getFirst();
    assertThat(sum.details()).isEqualTo(Map.of("sum", "99", "expected", "100"));
  }

  @Test
  void an_unknown_signal_is_told_with_the_nearest() {
    Violation violation =
        ScorecardValidation.violations(
                withMetric(new TimeSince("m", "m", "", "activty")),
                Set.of("activity", "ticket.opened"))
            .getFirst();

    assertThat(violation.path()).isEqualTo("metrics[1].signal");
    assertThat(violation.reason()).isEqualTo(Reason.SIGNAL_UNKNOWN);
    assertThat(violation.message())
        .isEqualTo("there is no signal \"activty\"; did you mean \"activity\"?");
    assertThat(violation.details()).isEqualTo(Map.of("nearest", "activity"));
  }

  @Test
  void a_cycle_is_told_with_its_way_round() {
    List<Metric> metrics =
        List.of(
            EVENTS,
            new Ratio("a", "a", "", "b", "events", 1, null),
            new Ratio("b", "b", "", "events", "a", 1, null));
    Scorecard card = Cards.card(0, metrics, List.of(dimension("usage", 100, good())));

    assertThat(ScorecardValidation.violations(card))
        .extracting(Violation::message)
        .containsExactly("is built on itself: a → b → a", "is built on itself: b → a → b");
  }

  @Test
  void ratios_of_ratios_have_a_limit() {
    List<Metric> metrics = new ArrayList<>(List.of(EVENTS));
    for (int level = 1; level <= 9; level++) {
      String below = level == 1 ? "events" : "level_" + (level - 1);
      metrics.add(new Ratio("level_" + level, "l", "", below, below, 1, null));
    }
    Scorecard card = Cards.card(0, metrics, List.of(dimension("usage", 100, good())));

    assertThat(ScorecardValidation.violations(card))
        .extracting(Violation::path, Violation::reason)
        .containsExactly(tuple("metrics[9]", Reason.COST_LIMIT));
  }

  private static Input good() {
    return in("events", 100, line(0, 1));
  }

  private static Windowed windowed(int days) {
    return Cards.windowed("m", "m", Kind.COUNT, days);
  }

  private static Scorecard withMetric(Metric metric) {
    return Cards.card(0, List.of(EVENTS, metric), List.of(dimension("usage", 100, good())));
  }

  private static Scorecard withDimensions(Dimension... dimensions) {
    return Cards.card(0, List.of(EVENTS), List.of(dimensions));
  }

  private static Scorecard withNormaliser(Normaliser normaliser) {
    return withDimensions(dimension("usage", 100, in("events", 100, normaliser)));
  }

  private static Scorecard withBands(Band... bands) {
    return card(0, List.of(dimension("usage", 100, good())), List.of(bands));
  }

  private static Scorecard card(double coverage, List<Dimension> dimensions, List<Band> bands) {
    return new Scorecard("usage", "1.0.0", "Usage", coverage, List.of(EVENTS), dimensions, bands);
  }
}
