package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
  private static final JsonSchema SCHEMA = schema();

  static Stream<String> models() throws IOException {
    return Stream.concat(ExampleModelsTest.examples(), Presets.NAMES.stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void the_published_schema_accepts_every_shipped_model(String name) throws Exception {
    String yaml =
        Presets.NAMES.contains(name)
            ? Presets.yaml(name)
            : Golden.read(Golden.EXAMPLES.resolve(name + ".yaml"));

    assertThat(SCHEMA.validate(new YAMLMapper().readTree(yaml))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void it_accepts_the_canonical_form(String name) throws Exception {
    ModelFile model = Presets.NAMES.contains(name) ? Presets.model(name) : Models.example(name);

    assertThat(SCHEMA.validate(new YAMLMapper().readTree(model.card().canonical()))).isEmpty();
  }

  /** Whether the schema refuses a file, or there is nothing to ask because it is no YAML. */
  static boolean refuses(String yaml) {
    try {
      JsonNode tree = new YAMLMapper().readTree(yaml);
      return !SCHEMA.validate(tree).isEmpty();
    } catch (JsonProcessingException noYaml) {
      return true;
    }
  }

  private static JsonSchema schema() {
    try (InputStream in = ModelFile.class.getResourceAsStream("scorecard.schema.json")) {
      assertThat(in).isNotNull();
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
