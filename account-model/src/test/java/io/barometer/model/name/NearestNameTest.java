package io.barometer.model.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("users_30", "active_users", "users_90");

  @Test
  void finds_the_name_with_the_fewest_changes() {
    assertThat(NearestName.of("active_user", KNOWN)).hasValue("active_users");
    assertThat(NearestName.of("actve_usres", KNOWN)).hasValue("active_users");
  }

  @Test
  void takes_the_first_by_alphabet_among_equals() {
    assertThat(NearestName.of("users_60", KNOWN)).hasValue("users_30");
  }

  @Test
  void does_not_care_for_case() {
    assertThat(NearestName.of("ACTIVE_USER", KNOWN)).hasValue("active_users");
  }

  @Test
  void tells_several_the_nearest_first_and_a_hint_for_a_person() {
    assertThat(NearestName.several("users_91", KNOWN, 2)).containsExactly("users_90", "users_30");
    assertThat(NearestName.hint("users_91", KNOWN)).isEqualTo(" Did you mean \"users_90\"?");
    assertThat(NearestName.hint("nps", KNOWN)).isEmpty();
  }

  @Test
  void guesses_nothing_far_away() {
    assertThat(NearestName.of("nps", KNOWN)).isEmpty();
    assertThat(NearestName.of("nps", List.of())).isEmpty();
  }
}
