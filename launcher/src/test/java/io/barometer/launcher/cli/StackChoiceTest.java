package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Servers;
import io.barometer.launcher.client.Target;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackChoiceTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("BAROMETER_SERVERS", "http://cluster", "BAROMETER_TOKEN", "of the environment");

  private final StackChoice choice = new StackChoice();

  @Test
  void servicesElsewhereAreNamedByTheEnvironmentOrAnOption() throws CommandFailed {
    assertThat(choice.servers(ENVIRONMENT).map(Servers::scoring)).contains("cluster:7402");
    choice.servers = "http://other";
    assertThat(choice.servers(ENVIRONMENT).map(Servers::scoring)).contains("other:7402");
  }

  @Test
  void aFolderOrPortOfThisMachineCountsBeforeTheEnvironment() throws CommandFailed {
    choice.data = Path.of("data");
    assertThat(choice.servers(ENVIRONMENT)).isEmpty();
    choice.data = null;
    choice.portBase = 17400;
    assertThat(choice.servers(ENVIRONMENT)).isEmpty();
  }

  @Test
  void servicesElsewhereAreCalledWithACredentialOfTheirs() throws CommandFailed {
    choice.servers = "http://other";
    assertThatThrownBy(() -> new RunningTarget(Map.of()).find(choice))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith("Services elsewhere want a key or token: --token-file FILE");
    Target target = new RunningTarget(ENVIRONMENT).find(choice);
    assertThat(target.alerting()).isEqualTo("other:7403");
    assertThat(target.tenantKey()).isEqualTo("of the environment");
    assertThat(target.serviceKey()).isEqualTo("of the environment");
  }
}
