package io.barometer.model.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.MissingPolicy;
import io.barometer.model.scorecard.Scorecard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenFiguresTest {
  private static final List<String> SIX =
      List.of("login", "adoption", "session", "sentiment", "payment", "nps");
  private static final List<Integer> SIX_WEIGHTS = List.of(15, 25, 10, 20, 15, 15);

  @Test
  void five_dimensions_give_74_and_moderate() {
    Scorecard card =
        Cards.percentages(
            List.of("usage", "engagement", "value", "relationship", "financial"),
            List.of(35, 25, 20, 15, 5),
            new MissingPolicy.Exclude());
    AccountHistory history =
        Events.history(
            Events.value("usage", 0, 80),
            Events.value("engagement", 0, 70),
            Events.value("value", 0, 75),
            Events.value("relationship", 0, 60),
            Events.value("financial", 0, 90));

    Score score = Scorer.of(card).score(history, Events.DAY_0);

    assertThat(score.tenths()).hasValue(740);
    assertThat(score.band()).isEqualTo("Moderate");
    assertThat(score.coveragePercent()).isEqualTo(100);
  }

  @Test
  void four_dimensions_give_73() {
    Scorecard card =
        Cards.percentages(
            List.of("usage", "engagement", "sentiment", "relationship"),
            List.of(40, 25, 20, 15),
            new MissingPolicy.Exclude());
    AccountHistory history =
        Events.history(
            Events.value("usage", 0, 75),
            Events.value("engagement", 0, 80),
            Events.value("sentiment", 0, 70),
            Events.value("relationship", 0, 60));

    assertThat(Scorer.of(card).score(history, Events.DAY_0).tenths()).hasValue(730);
  }

  @Test
  void six_inputs_give_79() {
    AccountHistory history = sixWithoutNps();
    history.add(Events.value("nps", 0, 75));

    assertThat(six(new MissingPolicy.Exclude(), history).tenths()).hasValue(790);
  }

  @Test
  void without_nps_it_is_67_8_as_zero_and_79_7_renormalised() {
    AccountHistory history = sixWithoutNps();

    Score zero = six(new MissingPolicy.Zero(), history);
    Score excluded = six(new MissingPolicy.Exclude(), history);

    assertThat(zero.tenths()).hasValue(678);
    assertThat(zero.band()).isEqualTo("Moderate");
    assertThat(zero.coveragePercent()).isEqualTo(85);
    assertThat(excluded.tenths()).hasValue(797);
    assertThat(excluded.band()).isEqualTo("Healthy");
    assertThat(excluded.coveragePercent()).isEqualTo(85);
  }

  @Test
  void without_nps_it_is_neutral_or_unknown_where_the_scorecard_says_so() {
    assertThat(six(new MissingPolicy.Neutral(0.5), sixWithoutNps()).tenths()).hasValue(753);
    Score unknown = six(new MissingPolicy.Unknown(), sixWithoutNps());
    assertThat(unknown.tenths()).isEmpty();
    assertThat(unknown.band()).isEqualTo("Unknown");
    assertThat(unknown.coveragePercent()).isEqualTo(85);
  }

  @ParameterizedTest(name = "{0} tenths are {1}")
  @CsvSource({
    "0, Critical", "249, Critical", "250, At Risk", "499, At Risk",
    "500, Moderate", "749, Moderate", "750, Healthy", "1000, Healthy"
  })
  void bands_are_half_open(int tenths, String band) {
    Scorecard card = Cards.percentages(List.of("usage"), List.of(100), new MissingPolicy.Exclude());
    AccountHistory history = Events.history(Events.value("usage", 0, tenths / 10.0));

    Score score = Scorer.of(card).score(history, Events.DAY_0);

    assertThat(score.tenths()).hasValue(tenths);
    assertThat(score.band()).isEqualTo(band);
  }

  private static AccountHistory sixWithoutNps() {
    return Events.history(
        Events.value("login", 0, 85),
        Events.value("adoption", 0, 60),
        Events.value("session", 0, 70),
        Events.value("sentiment", 0, 90),
        Events.value("payment", 0, 100));
  }

  private static Score six(MissingPolicy missing, AccountHistory history) {
    return Scorer.of(Cards.percentages(SIX, SIX_WEIGHTS, missing)).score(history, Events.DAY_0);
  }
}
