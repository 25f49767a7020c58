package io.barometer.scoring.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedModelsTest {
  @Test
  void the_shipped_scorecards_are_known_and_one_is_active() {
    ShippedModels registry = new ShippedModels("usage", Optional.empty());

    assertThat(registry.standard().card().name()).isEqualTo("usage");
    assertThat(registry.all())
        .extracting(model -> model.card().name())
        .containsExactly("cybersecurity-vendor", "saas-default", "usage");
  }
}
