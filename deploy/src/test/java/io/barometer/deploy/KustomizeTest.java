package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The base is the chart, rendered once for people who do without Helm. */
class KustomizeTest {

  private static final Path BASE = Path.of("kustomize", "base");

  @Test
  void the_base_is_what_the_chart_renders() throws IOException {
    Path file = BASE.resolve("barometer.yaml");
    String rendered = Chart.text(Path.of("kustomize", "values.yaml")).strip() + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, rendered);
    }
    assertThat(rendered)
        .as("where this is right: mvn -pl deploy test -Dgolden.update=true")
        .isEqualTo(Files.readString(file));
    for (JsonNode object : Chart.objects(rendered)) {
      assertThat(KubernetesSchema.problems(object)).as(Chart.name(object)).isEmpty();
    }
  }

  @Test
  void the_kustomization_names_the_base_and_images_that_are_in_it() throws IOException {
    JsonNode kustomization = Chart.YAML.readTree(BASE.resolve("kustomization.yaml").toFile());
    assertThat(kustomization.path("resources"))
        .extracting(JsonNode::asText)
        .containsExactly("barometer.yaml");
    String rendered = Files.readString(BASE.resolve("barometer.yaml"));
    for (JsonNode image : kustomization.path("images")) {
      assertThat(rendered).contains("image: \"" + image.path("name").asText() + ":");
    }
  }
}
