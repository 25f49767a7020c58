package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values, their schema and their README say the same. */
class ValuesTest {

  @Test
  void every_value_is_described_and_told_in_the_readme() throws IOException {
    JsonNode schema = Chart.YAML.readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
    JsonNode values = Chart.YAML.readTree(Chart.FOLDER.resolve("values.yaml").toFile());
    String readme = Files.readString(Chart.FOLDER.resolve("README.md"));
    List<String> problems = new ArrayList<>();
    look("", values, schema, readme, problems);
    assertThat(problems).isEmpty();
  }

  private static void look(
      String path, JsonNode value, JsonNode schema, String readme, List<String> problems) {
    boolean closed = !schema.path("additionalProperties").asBoolean(true);
    if (!closed || !value.isObject()) {
      if (!readme.contains("| `" + path + "` | " + description(schema).replace("|", "\\|"))) {
        problems.add("README.md does not tell " + path);
      }
      return;
    }
    value
        .properties()
        .forEach(
            entry -> {
              String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
              JsonNode property = schema.path("properties").path(entry.getKey());
              if (description(property).isEmpty()) {
                problems.add("no description of " + name);
              }
              look(name, entry.getValue(), property, readme, problems);
            });
  }

  private static String description(JsonNode schema) {
    return schema.path("description").asText();
  }
}
