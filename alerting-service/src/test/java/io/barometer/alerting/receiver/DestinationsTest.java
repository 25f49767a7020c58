package io.barometer.alerting.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.receiver.Destinations.Forbidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DestinationsTest {

  private final Destinations strict = new Destinations(Optional.empty());

  @Test
  void whatLeadsInsideIsForbidden() {
    Map<String, ForbiddenDestination> wrong =
        Map.ofEntries(
            Map.entry("http://example.com/a", ForbiddenDestination.HTTPS_ONLY),
            Map.entry("file:///etc/passwd", ForbiddenDestination.HTTPS_ONLY),
            Map.entry("https://user:pw@example.com/", ForbiddenDestination.USERINFO),
            Map.entry("https://127.0.0.1/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://10.1.2.3/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://172.16.0.1/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://192.168.1.1/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://169.254.169.254/latest", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://100.64.0.1/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://0.0.0.0/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://[::1]/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://[fd00::1]/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://[fe80::1]/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://[::ffff:127.0.0.1]/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://[64:ff9b::7f00:1]/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://localhost/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://LOCALHOST./", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("https://intranet/", ForbiddenDestination.PRIVATE_ADDRESS),
            Map.entry("no address", ForbiddenDestination.MALFORMED),
            Map.entry("https:///path", ForbiddenDestination.MALFORMED));

    wrong.forEach(
        (address, rule) -> assertThat(strict.written(address)).as(address).contains(rule));
  }

  @Test
  void aPublicHttpsAddressIsAllowed() {
    for (String address :
        List.of("https://hooks.slack.com/services/T0/B0/x", "https://8.8.8.8/x?y=z")) {
      assertThat(strict.written(address)).as(address).isEmpty();
    }
  }

  @Test
  void aNameThatResolvesInsideIsForbiddenAtConnectTime() {
    assertThat(strict.resolved("https://127.0.0.1/"))
        .isEqualTo(new Forbidden(ForbiddenDestination.PRIVATE_ADDRESS));
    assertThat(strict.resolved("https://no-such-host.invalid/"))
        .isEqualTo(new Forbidden(ForbiddenDestination.UNRESOLVED));
  }

  @Test
  void anExemptHostIsAllowedOverHttpAndNoOther() {
    Destinations embedded = new Destinations(Optional.of(List.of("127.0.0.1")));

    assertThat(embedded.written("http://127.0.0.1:7480/services/demo")).isEmpty();
    assertThat(embedded.written("http://127.0.0.2:7480/"))
        .contains(ForbiddenDestination.HTTPS_ONLY);
    assertThat(embedded.written("https://10.0.0.1/"))
        .contains(ForbiddenDestination.PRIVATE_ADDRESS);
  }
}
