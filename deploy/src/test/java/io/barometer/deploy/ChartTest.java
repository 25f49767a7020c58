package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {

  static Stream<Path> shapes() {
    return Chart.shapes().stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void every_shape_is_linted_without_a_word(Path values, @TempDir Path copy) throws IOException {
    LintResult result = Chart.lint(values, copy.resolve("barometer"));
    assertThat(result.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
    assertThat(result.isFailed()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void every_object_is_one_that_an_api_server_takes_word_by_word(Path values) throws IOException {
    List<String> problems = new ArrayList<>();
    for (JsonNode object : Chart.render(values)) {
      if (KubernetesSchema.knows(object)) {
        KubernetesSchema.problems(object).forEach(p -> problems.add(Chart.name(object) + p));
      } else if (CustomResources.knows(object)) {
        CustomResources.problems(object).forEach(p -> problems.add(Chart.name(object) + p));
      } else {
        problems.add("nothing to hold it against: " + Chart.name(object));
      }
    }
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void names_are_told_once_and_every_pod_is_restricted(Path values) throws IOException {
    List<JsonNode> objects = Chart.render(values);
    assertThat(objects.stream().map(Chart::name)).doesNotHaveDuplicates();
    assertThat(
            objects.stream()
                .flatMap(ChartTest::pods)
                .flatMap(p -> PodSecurity.problems(p).stream()))
        .isEmpty();
  }

  /** The specs of the pods that an object makes. */
  static Stream<JsonNode> pods(JsonNode object) {
    JsonNode template = object.path("spec").path("template").path("spec");
    if (object.path("kind").asText().equals("Pod")) {
      return Stream.of(object.path("spec"));
    }
    return template.has("containers") ? Stream.of(template) : Stream.of();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shards                          | 0             | /shards",
        "shards                          | many          | /shards",
        "ingestion.replica               | 3             | replica",
        "postgresql.tls.mode             | sometimes     | /postgresql/tls/mode",
        "scoring.image.digest            | latest        | /scoring/image/digest",
        "networkPolicy.world.ports       | 443           | /networkPolicy/world/ports",
        "credentials.existingSecret      | My Secret     | /credentials/existingSecret"
      })
  void a_broken_value_is_refused_naming_its_place(String path, String value, String named) {
    assertThatThrownBy(() -> Chart.text(Chart.shape("minimal"), path, value))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .satisfies(
            refused ->
                assertThat(String.valueOf(refused.getMessage()).replace('.', '/'))
                    .containsIgnoringCase(named.replace('.', '/')));
  }

  @Test
  void what_has_to_be_said_is_asked_for_in_words() {
    assertThatThrownBy(() -> Chart.text(Chart.shape("minimal"), "credentials.existingSecret", ""))
        .hasMessageContaining("credentials.existingSecret: name the secret that holds the keys");
    assertThatThrownBy(() -> Chart.text(Chart.shape("minimal"), "postgresql.host", ""))
        .hasMessageContaining("where is PostgreSQL?");
    assertThatThrownBy(() -> Chart.text(Chart.shape("minimal"), "kafka.bootstrapServers", ""))
        .hasMessageContaining("where is Kafka?");
    assertThatThrownBy(() -> Chart.text(Chart.shape("minimal"), "tls.plaintext", false))
        .hasMessageContaining("or tls.plaintext=true where something else encrypts");
  }

  @Test
  void the_schema_of_objects_is_strict() throws IOException {
    JsonNode deployment =
        Chart.render(Chart.shape("minimal")).stream()
            .filter(object -> object.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) deployment.path("spec")).put("replica", 3).put("replicas", "three");
    assertThat(KubernetesSchema.problems(deployment))
        .anyMatch(problem -> problem.contains("'replica'"))
        .anyMatch(problem -> problem.contains("$.spec.replicas: string found"))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "KafkaTopic, partition",
    "KafkaUser, acl",
    "ScaledObject, trigger",
    "PodMonitor, endpoints",
    "PrometheusRule, rules",
    "GRPCRoute, rule",
    "Cluster, instance",
    "Certificate, dnsName"
  })
  void the_models_of_other_operators_are_strict(String kind, String field) throws IOException {
    JsonNode object =
        Chart.render(Chart.shape("operators")).stream()
            .filter(one -> one.path("kind").asText().equals(kind))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) object.path("spec")).put(field, 1);
    assertThat(CustomResources.problems(object)).hasSize(1).first().asString().contains(field);
  }
}
