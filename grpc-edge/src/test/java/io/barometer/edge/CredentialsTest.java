package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CredentialsTest {

  @Test
  void a_key_names_its_tenant_and_role() {
    Credentials credentials =
        Credentials.parse(
            "tenant:acme:" + Credentials.hash("k1") + ", service:*:" + Credentials.hash("k2"));
    assertThat(credentials.find("k1")).isEqualTo(new Caller("acme", Role.TENANT));
    assertThat(credentials.find("k2")).isEqualTo(new Caller("*", Role.SERVICE));
    assertThat(credentials.find("k3")).isNull();
  }

  @Test
  void no_keys_means_that_nobody_may_call() {
    assertThat(Credentials.parse("").find("")).isNull();
  }

  @Test
  void a_malformed_entry_is_named_by_its_place_and_not_by_its_content() {
    assertThatThrownBy(() -> Credentials.parse("tenant:acme:my-plain-key"))
        .hasMessage("barometer.keys: entry 1 is not role:tenant:sha256 in lower-case hex");
    assertThatThrownBy(() -> Credentials.parse("king:acme:" + Credentials.hash("k")))
        .hasMessage("barometer.keys: entry 1 has an unknown role; use tenant or service");
  }
}
