package io.barometer.scoring.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorecardRegistryTest {
  @Test
  void the_shipped_scorecards_are_known_and_one_is_active() {
    ScorecardRegistry registry = new ScorecardRegistry("usage", Optional.empty());

    assertThat(registry.active().card().name()).isEqualTo("usage");
    assertThat(registry.all())
        .extracting(model -> model.card().name())
        .containsExactly("cybersecurity-vendor", "saas-default", "usage");
  }

  @Test
  void a_scorecard_whose_signals_no_history_keeps_is_refused_rather_than_scored_as_0() {
    assertThatThrownBy(() -> new ScorecardRegistry("saas-default", Optional.empty()))
        .isInstanceOf(InvalidScorecardsException.class)
        .hasMessageContaining("derived signals histories do not keep yet: contact.champion#");
  }
}
