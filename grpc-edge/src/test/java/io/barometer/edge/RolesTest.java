package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.access.v1.Role;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTest {

  private static List<String> included(Role first, Role... more) {
    Roles roles = Roles.of(first, more);
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.UNRECOGNIZED && roles.include(role))
        .map(Roles::name)
        .toList();
  }

  @Test
  void eachStepOfTheLadderIncludesThoseBelowIt() {
    assertThat(included(Role.ROLE_VIEWER)).containsExactly("viewer");
    assertThat(included(Role.ROLE_OPERATOR)).containsExactly("viewer", "operator");
    assertThat(included(Role.ROLE_MODELLER)).containsExactly("viewer", "operator", "modeller");
    assertThat(included(Role.ROLE_ADMIN))
        .containsExactly("viewer", "operator", "modeller", "admin");
  }

  @Test
  void sourceAndServiceStandApart() {
    assertThat(included(Role.ROLE_SOURCE)).containsExactly("source");
    assertThat(included(Role.ROLE_SERVICE)).containsExactly("service");
    assertThat(included(Role.ROLE_VIEWER, Role.ROLE_SOURCE)).containsExactly("viewer", "source");
  }

  @Test
  void anOperatorRecordsOverridesAndASourceEverything() {
    EventScope operator = EventScope.of(Roles.of(Role.ROLE_OPERATOR));
    assertThat(operator.hasSource("barometer")).isTrue();
    assertThat(operator.hasSource("crm")).isFalse();
    assertThat(operator.hasType("score_overridden")).isTrue();
    assertThat(operator.hasType("login")).isFalse();
    assertThat(EventScope.of(Roles.of(Role.ROLE_ADMIN, Role.ROLE_SOURCE)))
        .isEqualTo(EventScope.ALL);
  }
}
