package io.barometer.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServersTest {

  @Test
  void oneHostHasAllThreeAtTheUsualPorts() throws CommandFailed {
    Servers servers = Servers.parse("localhost", null);
    assertThat(servers.ingestion()).isEqualTo("localhost:7401");
    assertThat(servers.scoring()).isEqualTo("localhost:7402");
    assertThat(servers.alerting()).isEqualTo("localhost:7403");
    assertThat(servers.transport()).isInstanceOf(TlsChannelCredentials.class);
  }

  @Test
  void threeAddressesAreIngestionScoringAndAlerting() throws CommandFailed {
    Servers servers = Servers.parse("https://i.example.com:443, s.example.com:444,[::1]:445", null);
    assertThat(servers.ingestion()).isEqualTo("i.example.com:443");
    assertThat(servers.scoring()).isEqualTo("s.example.com:444");
    assertThat(servers.alerting()).isEqualTo("[::1]:445");
  }

  @Test
  void plainTextIsAskedForByName() throws CommandFailed {
    assertThat(Servers.parse("http://mesh", null).transport())
        .isInstanceOf(InsecureChannelCredentials.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host:7401",
        "a:1,b:2",
        "a:1,b:2,c",
        "a:1,b:2,c:3,d:4",
        "user@host",
        "host/path",
        "a b",
        "host:port"
      })
  void anythingElseIsRefusedWithWhatIsWanted(String text) {
    assertThatThrownBy(() -> Servers.parse(text, null))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith(text + " is not what --servers wants: one host");
  }

  @Test
  void certificatesThatCannotBeReadAreNamed() {
    assertThatThrownBy(() -> Servers.parse("host", Path.of("nowhere.pem")))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            "The certificates in nowhere.pem cannot be read: nowhere.pem (No such file or"
                + " directory)");
  }
}
