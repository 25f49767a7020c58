package io.barometer.alerting.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which keys a start is refused with, on a database whose secrets are sealed. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class EncryptionKeyIT {
  private static final String OTHER = "YW5vdGhlciBrZXkgdGhhdCBzZWFsZWQgbm90aGluZyE=";

  @Inject
  @ReactiveDataSource("worker")
  Pool worker;

  @Test
  void the_key_of_this_database_is_taken_also_before_a_new_one() {
    assertThat(with(TestKeys.ENCRYPTION).problems()).isEmpty();
    assertThat(with(TestKeys.ENCRYPTION).problemsOfDatabase()).isEmpty();
    assertThat(with(TestKeys.ENCRYPTION + "," + OTHER).problemsOfDatabase()).isEmpty();
  }

  /** What a rotation does, there and back, with a receiver whose secret is sealed. */
  @Test
  void a_start_seals_everything_by_the_first_key_so_that_the_old_one_can_go() {
    try (Api acme = new Api(TestKeys.ACME)) {
      acme.put(Api.webhook("rotate-hook", "https://crm.example.com/hook"));
    }
    String links = with(TestKeys.ENCRYPTION).linkKey();
    assertThat(with(OTHER).problemsOfDatabase()).isNotEmpty();
    assertThat(with(OTHER + "," + TestKeys.ENCRYPTION).problemsOfDatabase()).isEmpty();
    assertThat(with(OTHER).problemsOfDatabase()).isEmpty();
    assertThat(with(OTHER).linkKey()).isEqualTo(links);
    assertThat(with(TestKeys.ENCRYPTION).problemsOfDatabase()).isNotEmpty();
    assertThat(with(TestKeys.ENCRYPTION + "," + OTHER).problemsOfDatabase()).isEmpty();
    assertThat(with(TestKeys.ENCRYPTION).problemsOfDatabase()).isEmpty();
  }

  @Test
  void another_key_is_refused_with_what_to_do() {
    assertThat(with(OTHER).problems()).isEmpty();
    assertThat(with(OTHER).problemsOfDatabase())
        .containsExactly(
            "barometer.encryption.keys holds none of the keys by which the secrets in this database were"
                + " sealed: put the key of this database back, behind the new one if it is being rotated");
  }

  @Test
  void no_key_and_a_malformed_key_are_refused_with_what_to_do() {
    assertThat(with(" ").problems())
        .singleElement()
        .asString()
        .startsWith("barometer.encryption.keys is not set")
        .contains("openssl rand -base64 32");
    assertThat(with("c2hvcnQ=").problems())
        .containsExactly(
            "barometer.encryption.keys: key 1 is not base64 of 32 bytes; make one with"
                + " \"openssl rand -base64 32\"");
  }

  private Secrets with(String keys) {
    return new Secrets(Optional.of(keys), worker);
  }
}
