package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What may come in and go out. */
class NetworkTest {

  private static List<JsonNode> policies() throws IOException {
    return Chart.render(Chart.shape("external")).stream()
        .filter(object -> object.path("kind").asText().equals("NetworkPolicy"))
        .toList();
  }

  @Test
  void everything_is_denied_for_all_pods_of_the_release() throws IOException {
    JsonNode deny = policies().getFirst();
    assertThat(deny.path("metadata").path("name").asText())
        .isEqualTo("demo-barometer-default-deny");
    assertThat(deny.path("spec").has("ingress")).isFalse();
    assertThat(deny.path("spec").has("egress")).isFalse();
    assertThat(deny.path("spec").path("policyTypes")).hasSize(2);
    assertThat(deny.path("spec").path("podSelector").path("matchLabels").properties())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue().asText())
        .containsExactly("app.kubernetes.io/name=barometer", "app.kubernetes.io/instance=demo");
  }

  @Test
  void only_alerting_leaves_the_cluster_and_not_to_private_networks() throws IOException {
    var leaving = new TreeSet<String>();
    for (JsonNode policy : policies()) {
      for (JsonNode block : policy.path("spec").path("egress").findValues("ipBlock")) {
        leaving.add(policy.path("metadata").path("name").asText());
        assertThat(block.path("except")).isNotEmpty();
      }
      for (JsonNode rule : policy.path("spec").path("egress")) {
        assertThat(rule.path("to"))
            .as("a rule without a destination is one to the world")
            .isNotEmpty();
        assertThat(rule.path("ports")).isNotEmpty();
      }
    }
    assertThat(leaving).containsExactly("demo-barometer-alerting");
  }

  @Test
  void services_reach_the_one_whose_log_they_read_and_no_other() throws IOException {
    assertThat(callers("ingestion")).containsExactly("scoring");
    assertThat(callers("scoring")).containsExactly("alerting");
    assertThat(callers("alerting")).isEmpty();
  }

  private static TreeSet<String> callers(String service) throws IOException {
    var callers = new TreeSet<String>();
    for (JsonNode policy : policies()) {
      if (policy.path("metadata").path("name").asText().equals("demo-barometer-" + service)) {
        for (JsonNode component :
            policy.path("spec").path("ingress").findValues("app.kubernetes.io/component")) {
          callers.add(component.asText());
        }
      }
    }
    return callers;
  }
}
