package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.measure.Measures;
import io.barometer.model.score.Contribution;
import io.barometer.model.score.OverridePolicy;
import io.barometer.model.score.Population;
import io.barometer.model.score.Populations;
import io.barometer.model.score.SampleGuard;
import io.barometer.model.score.Score;
import io.barometer.model.score.ScoreOverride;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.Scorecard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AroundTheScoreTest {
  private static final long DAY = 20_000;

  @Test
  void the_model_says_who_may_override_by_how_much_and_for_how_long() {
    Scorecard card = Models.example("override").card();
    Score computed = new Score(DAY, OptionalInt.of(600), "Moderate", 100);

    assertThat(refusals(card, computed, 700, DAY + 29, "csm", "a call")).isEmpty();
    assertThat(refusals(card, computed, 701, DAY + 30, "csm", " "))
        .containsExactly(
            "an override needs a reason",
            "31 days are more than the 30 allowed",
            "10.1 points up are more than the 10.0 allowed");
    assertThat(refusals(card, computed, 399, DAY - 1, "csm", "a call"))
        .containsExactly(
            "the override would be over before it begins",
            "20.1 points down are more than the 20.0 allowed");
    assertThat(refusals(card, computed, 100, DAY + 89, "cs_manager", "a call")).isEmpty();
    assertThat(refusals(card, computed, 600, DAY, "sales", "a call"))
        .containsExactly("the role \"sales\" may not override this score");
  }

  @Test
  void an_override_is_read_as_it_was_written_and_nothing_else_is_one() {
    ScoreOverride told = new ScoreOverride(450, DAY, "csm", "ann", "they leave, she says");

    assertThat(ScoreOverride.of(told.text())).contains(told);
    assertThat(ScoreOverride.of(ScoreOverride.WITHDRAWN)).isEmpty();
    assertThat(ScoreOverride.of(told.text().replace("450", "1450"))).isEmpty();
    assertThat(ScoreOverride.of(told.text().replaceAll("until=\\S+", "until=2026-02-30")))
        .isEmpty();
  }

  @Test
  void an_override_that_breaks_the_policy_counts_as_not_told() {
    Scorer scorer = Scorer.of(Models.example("override").card());
    AccountHistory history = new AccountHistory();
    history.add(observation("measurement.usage", 60));
    ScoreOverride allowed = new ScoreOverride(700, DAY + 20, "csm", "Ann Lee", "a call");
    tell(history, DAY + 1, allowed);

    assertThat(scorer.score(history, DAY).tenths()).hasValue(600);
    assertThat(scorer.score(history, DAY + 1).tenths()).hasValue(700);

    tell(history, DAY + 2, new ScoreOverride(701, DAY + 20, "csm", "bob", "too far up"));
    tell(history, DAY + 3, new ScoreOverride(600, DAY + 90, "csm", "bob", "too long"));
    tell(history, DAY + 4, new ScoreOverride(100, DAY + 9, "sales", "bob", "not his to say"));
    assertThat(scorer.score(history, DAY + 5).tenths()).hasValue(700);
    assertThat(scorer.assess(history, DAY + 5).override()).isEqualTo(allowed);
    assertThat(scorer.score(history, DAY + 20).tenths()).hasValue(700);
    assertThat(scorer.score(history, DAY + 21).tenths()).hasValue(600);
  }

  @Test
  void an_override_that_was_replaced_does_not_come_back() {
    Scorer scorer = Scorer.of(Models.example("override").card());
    AccountHistory history = new AccountHistory();
    history.add(observation("measurement.usage", 60));
    tell(history, DAY, new ScoreOverride(700, DAY + 20, "csm", "ann", "a call"));
    tell(history, DAY + 1, new ScoreOverride(500, DAY + 3, "csm", "ann", "another call"));

    assertThat(scorer.score(history, DAY + 3).tenths()).hasValue(500);
    assertThat(scorer.score(history, DAY + 4).tenths()).hasValue(600);
  }

  @Test
  void data_that_comes_after_an_override_does_not_end_it() {
    Scorer scorer = Scorer.of(Models.example("override").card());
    AccountHistory history = new AccountHistory();
    history.add(observation("measurement.usage", 60));
    tell(history, DAY + 1, new ScoreOverride(700, DAY + 20, "csm", "ann", "a call"));
    Instant evening = Instant.ofEpochSecond((DAY + 1) * 86_400 + 80_000);
    history.add(new Observation("measurement.usage", evening, 20_000_000, null, null));

    assertThat(scorer.score(history, DAY + 1).tenths()).hasValue(700);
    assertThat(scorer.assess(history, DAY + 1).computed().tenths()).hasValue(200);
  }

  private static void tell(AccountHistory history, long day, ScoreOverride override) {
    Instant noon = Instant.ofEpochSecond(day * 86_400 + 43_200);
    history.setFact(ScoreOverride.fact("retention"), override.text(), noon, "id");
  }

  @Test
  void segment_models_for_few_accounts_are_warned_of() {
    Scorecard card = Models.example("segments").card();

    assertThat(SampleGuard.warnings(card, Map.of("enterprise", 120, "small", 400))).isEmpty();
    assertThat(SampleGuard.warnings(card, Map.of("enterprise", 40, "small", 300)))
        .containsExactly(
            "340 accounts: segment models are for 500 or more",
            "segment enterprise has 40 accounts: a model of its own is for 100 or more");
    assertThat(SampleGuard.warnings(card, Map.of("small", 80)))
        .containsExactly(
            "80 accounts: below 200 use one model",
            "segment enterprise has 0 accounts: a model of its own is for 100 or more");
    assertThat(SampleGuard.warnings(Models.example("points").card(), Map.of("", 3))).isEmpty();
  }

  @Test
  void every_day_is_ranked_in_the_population_of_that_day() {
    AccountHistory history = new AccountHistory();
    history.add(observation("measurement.usage", 60));
    history.add(observation("measurement.engagement", 60));
    Scorer scorer =
        Scorer.of(Models.example("percentile").card())
            .among(day -> among(day == DAY ? new int[] {0, 500} : new int[] {500, 700}, 2));

    assertThat(scorer.score(history, DAY).tenths()).hasValue(1_000);
    assertThat(scorer.score(history, DAY + 1).tenths()).hasValue(700);
    assertThat(scorer.explain(history, DAY + 1, DAY).compared().tenths()).hasValue(1_000);
    assertThat(scorer.average(history, DAY + 1)).hasValue(600);
  }

  @Test
  void a_population_of_too_few_ranks_nobody() {
    AccountHistory history = new AccountHistory();
    history.add(observation("measurement.usage", 60));
    history.add(observation("measurement.engagement", 60));
    Scorer scorer =
        Scorer.of(Models.example("percentile").card()).among(among(new int[] {0, 500}, 3));

    assertThat(scorer.score(history, DAY).tenths()).isEmpty();
    assertThat(scorer.assess(history, DAY).unknownBecause())
        .isEqualTo("2 accounts to rank it among: a rank is for 3 or more");
  }

  private static Populations among(int[] tenths, int least) {
    return new Populations(Population.of(tenths), new TreeMap<>(), least);
  }

  @Test
  void a_source_that_is_not_connected_is_told_from_a_silent_account() {
    Scorer scorer =
        Scorer.of(Models.example("weighted-average").card())
            .connectedTo(Set.of("measurement.usage", "measurement.value"));
    AccountHistory history = new AccountHistory();
    history.add(observation("measurement.usage", 80));

    assertThat(scorer.explain(history, DAY, DAY).contributions())
        .extracting(Contribution::text)
        .containsExactly(
            "usage: 80, as 0 days before",
            "no source connected for engagement, left out",
            "no data for value, left out",
            "no source connected for relationship, left out",
            "no source connected for financial, left out");
  }

  @Test
  void a_score_without_enough_fresh_data_is_unknown() {
    String yaml =
        Golden.read(Golden.EXAMPLES.resolve("decay.yaml"))
            + "freshness: {within: 10d, minimum: 0.5}\n";
    Scorer scorer = Scorer.of(Models.accepted("decay.yaml", yaml).card());
    AccountHistory history = new AccountHistory();
    history.add(observation("activity", 1));

    assertThat(scorer.assess(history, DAY + 10).freshnessPercent()).isEqualTo(100);
    assertThat(scorer.score(history, DAY + 10).known()).isTrue();
    assertThat(scorer.assess(history, DAY + 11).unknownBecause())
        .isEqualTo("data of the last 10 days for less than 50 % of the weight");
    assertThat(scorer.score(history, DAY + 11).band()).isEqualTo("Unknown");
  }

  @Test
  void a_filter_on_the_item_is_answered_from_counts_and_gives_what_folding_would() {
    Scorecard counted = Models.example("expressions").card();
    DerivedSignals kept = DerivedSignals.of(List.of(counted));
    DerivedSignal login = counted.signals().getFirst();
    AccountHistory history = new AccountHistory();
    for (String item : List.of("app/login", "app/login/sso", "app/rules", "app/login")) {
      history.add(
          new Observation("activity", Instant.ofEpochSecond(DAY * 86_400), 1_000_000, "ann", item));
    }

    assertThat(kept.keys()).isEmpty();
    assertThat(login.key()).startsWith("activity#").hasSize("activity#".length() + 16);
    var measures = Measures.of(counted.metrics(), counted.signals());
    assertThat(measures.read(history, DAY).metric(measures.place("logins_30d"))).isEqualTo(3);
    assertThat(measures.read(history, DAY).metric(measures.place("features_30d"))).isEqualTo(1);
  }

  private static List<String> refusals(
      Scorecard card, Score computed, int tenths, long lastDay, String role, String reason) {
    ScoreOverride override = new ScoreOverride(tenths, lastDay, role, "ann", reason);
    return OverridePolicy.refusals(card, override, computed.tenths(), DAY);
  }

  private static Observation observation(String signal, long value) {
    return new Observation(
        signal, Instant.ofEpochSecond(DAY * 86_400), value * 1_000_000, null, null);
  }
}
