package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.proto.access.v1.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixedKeysTest {

  @Test
  void a_key_names_its_tenant_and_roles() {
    FixedKeys credentials =
        keys("admin+source:acme:" + FixedKeys.hash("k1") + ", service:*:" + FixedKeys.hash("k2"));
    assertThat(credentials.find("k1"))
        .isEqualTo(new Caller("acme", Roles.of(Role.ROLE_ADMIN, Role.ROLE_SOURCE), name("k1")));
    assertThat(credentials.find("k2"))
        .isEqualTo(new Caller("*", Roles.of(Role.ROLE_SERVICE), name("k2")));
    assertThat(credentials.find("k3")).isNull();
  }

  @Test
  void no_keys_means_that_nobody_may_call() {
    assertThat(keys("").find("")).isNull();
  }

  @Test
  void a_malformed_entry_is_named_by_its_place_and_not_by_its_content() {
    refuses("admin:acme:my-plain-key", "is not roles:tenant:sha256 in lower-case hex");
    String unknown =
        "has an unknown role; join some of viewer, operator, modeller, admin, source by +, or use"
            + " service";
    refuses("king:acme:" + FixedKeys.hash("k"), unknown);
    refuses("unspecified:acme:" + FixedKeys.hash("k"), unknown);
    refuses("viewer+:acme:" + FixedKeys.hash("k"), unknown);
  }

  @Test
  void a_service_has_no_tenant_and_a_tenant_no_service() {
    String wrong = "is wrong: the role service, and no other, goes with the tenant *";
    refuses("service:acme:" + FixedKeys.hash("k"), wrong);
    refuses("service+admin:*:" + FixedKeys.hash("k"), wrong);
    refuses("admin:*:" + FixedKeys.hash("k"), wrong);
  }

  private static void refuses(String keys, String message) {
    assertThatThrownBy(() -> keys(keys)).hasMessage("barometer.keys: entry 1 " + message);
  }

  private static FixedKeys keys(String keys) {
    return new FixedKeys(Optional.of(keys));
  }

  private static String name(String key) {
    return "key " + FixedKeys.hash(key).substring(0, 8);
  }
}
