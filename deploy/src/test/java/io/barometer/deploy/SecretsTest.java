package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who sees which secret. */
class SecretsTest {

  static Stream<Path> shapes() {
    return Chart.shapes().stream();
  }

  @Test
  void a_service_sees_its_own_two_roles_and_only_the_first_step_of_the_job_the_privileged_one()
      throws IOException {
    Map<String, TreeSet<String>> seen = new TreeMap<>();
    for (JsonNode object : Chart.render(Chart.shape("external"))) {
      ChartTest.pods(object)
          .flatMap(pod -> Stream.of(pod.path("initContainers"), pod.path("containers")))
          .forEach(containers -> containers.forEach(container -> see(container, seen)));
    }
    assertThat(seen.get("ingestion"))
        .containsExactly(
            "barometer-credentials/audit-signing-key",
            "barometer-credentials/keys",
            "barometer-credentials/service-key",
            "barometer-roles/ingestion_api",
            "barometer-roles/ingestion_worker",
            "kafka-login/sasl.jaas.config");
    assertThat(seen.get("alerting"))
        .contains("barometer-credentials/encryption-keys")
        .doesNotContain("barometer-roles/scoring_worker");
    assertThat(seen.get("migrate-scoring")).containsExactly("barometer-roles/barometer_owner");
    seen.forEach(
        (container, secrets) -> {
          if (!container.equals("bootstrap")) {
            assertThat(secrets)
                .as(container)
                .noneMatch(secret -> secret.startsWith("postgres-admin"));
          }
        });
    assertThat(seen.get("bootstrap"))
        .contains("postgres-admin/username", "postgres-admin/password")
        .hasSize(9);
  }

  private static void see(JsonNode container, Map<String, TreeSet<String>> seen) {
    var secrets = seen.computeIfAbsent(container.path("name").asText(), n -> new TreeSet<>());
    for (JsonNode variable : container.path("env")) {
      JsonNode reference = variable.path("valueFrom").path("secretKeyRef");
      if (reference.isObject()) {
        secrets.add(reference.path("name").asText() + "/" + reference.path("key").asText());
      }
    }
  }

  @Test
  void secrets_that_other_operators_generate_fit_unchanged() throws IOException {
    String text = Chart.text(Chart.shape("cnpg-secret"));
    assertThat(text)
        .contains("secretKeyRef: { name: \"data-app\", key: \"host\" }")
        .contains("secretKeyRef: { name: \"data-app\", key: \"port\" }")
        .contains("secretKeyRef: { name: \"data-superuser\", key: \"password\" }")
        .contains("value: \"/secrets/kafka-client/user.p12\"")
        .contains("secretKeyRef: { name: \"barometer\", key: \"user.password\" }");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void no_manifest_holds_a_secret(Path values) throws IOException {
    List<JsonNode> objects = Chart.render(values);
    assertThat(objects).noneMatch(object -> object.path("kind").asText().equals("Secret"));
    for (JsonNode object : objects) {
      for (JsonNode variable : object.findValues("env")) {
        variable.forEach(
            one -> {
              if (one.path("name")
                  .asText()
                  .matches("PASSWORD_.*|.*(_PASSWORD|_KEYS?|_JAAS_CONFIG)")) {
                assertThat(one.path("value").asText("/secrets/"))
                    .as("a path at the most")
                    .startsWith("/secrets/");
              }
            });
      }
    }
  }
}
