package io.barometer.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The chart, rendered by Helm itself, which runs inside of this JVM. */
final class Chart {

  static final Path FOLDER = Path.of("helm", "barometer");
  static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());
  private static final String KUBERNETES = "1.36.0";
  private static final Path WITH_HOOKS = withHooks();

  private Chart() {}

  /** The values of every supported shape. */
  static List<Path> shapes() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
      return files.filter(file -> file.toString().endsWith("-values.yaml")).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Path shape(String name) {
    return FOLDER.resolve("ci").resolve(name + "-values.yaml");
  }

  /** The objects of a release named {@code demo} in the namespace {@code scores}. */
  static List<JsonNode> render(Path values) throws IOException {
    return objects(text(values));
  }

  /** What Helm prints; throws with its message when it refuses. */
  static String text(Path values) {
    return new Helm(WITH_HOOKS)
        .template()
        .withName("demo")
        .withNamespace("scores")
        .withKubeVersion(KUBERNETES)
        .withValuesFile(values)
        .call();
  }

  /** The same with one value set on top, as {@code --set path=value}. */
  static String text(Path values, String path, Object value) {
    return new Helm(WITH_HOOKS)
        .template()
        .withName("demo")
        .withNamespace("scores")
        .withKubeVersion(KUBERNETES)
        .withValuesFile(values)
        .set(path, value)
        .call();
  }

  static List<JsonNode> objects(String text) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      while (documents.hasNextValue()) {
        JsonNode object = documents.nextValue();
        if (object.isObject()) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  /**
   * A copy whose hooks are ordinary objects: Helm in this JVM leaves hooks out of what it prints.
   */
  private static Path withHooks() {
    try {
      Path copy = copy(Path.of("target", "chart-with-hooks"));
      for (String hook : List.of("migration.yaml", "tests/health.yaml")) {
        Path template = copy.resolve("templates").resolve(hook);
        String text = Files.readString(template);
        Files.writeString(template, text.replace(" helm.sh/hook:", " example.com/was-a-hook:"));
      }
      return copy;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path copy(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(FOLDER.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return target;
  }

  /** Lints a copy of the chart whose defaults are these values: lint takes no others. */
  static LintResult lint(Path values, Path workFolder) throws IOException {
    copy(workFolder);
    Path defaults = workFolder.resolve("values.yaml");
    ObjectNode merged = (ObjectNode) YAML.readTree(defaults.toFile());
    YAML.writeValue(defaults.toFile(), merge(merged, (ObjectNode) YAML.readTree(values.toFile())));
    return new Helm(workFolder).lint().strict().call();
  }

  private static ObjectNode merge(ObjectNode below, ObjectNode above) {
    above
        .properties()
        .forEach(
            entry -> {
              JsonNode old = below.get(entry.getKey());
              if (old instanceof ObjectNode oldMap && entry.getValue() instanceof ObjectNode map) {
                merge(oldMap, map);
              } else {
                below.set(entry.getKey(), entry.getValue());
              }
            });
    return below;
  }

  static String name(JsonNode object) {
    return object.path("kind").asText() + " " + object.path("metadata").path("name").asText();
  }
}
