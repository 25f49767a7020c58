package io.barometer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unpacks the images as an engine would and starts what is in them. */
class ImageLayoutIT {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Pattern LAYER = Pattern.compile("\"([0-9a-f]+\\.tar\\.gz)\"");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ingestion", "scoring", "alerting"})
  void an_image_runs_as_nobody_special_and_its_cache_is_taken(String service) throws Exception {
    Path image = folder.resolve("image");
    Path root = folder.resolve("root");
    run(folder, List.of("mkdir", image.toString(), root.toString()));
    run(image, List.of("tar", "xf", TARGET.resolve(service + "-service.tar").toString()));

    String configuration = Files.readString(image.resolve("config.json"));
    assertThat(configuration)
        .contains("\"User\":\"10001:10001\"")
        .contains("\"WorkingDir\":\"/app\"")
        .contains(
            "\"Entrypoint\":[\"java\",\"-XX:AOTCache=/app/app.aot\",\"--sun-misc-unsafe-memory-access=allow\",\"-jar\",\"/app/quarkus-run.jar\"]");
    List<String> layers =
        LAYER.matcher(Files.readString(image.resolve("manifest.json"))).results().map(m -> m.group(1)).toList();
    for (String layer : layers) {
      run(root, List.of("tar", "xzf", image.resolve(layer).toString()));
    }

    Path app = root.resolve("app");
    assertThat(layers).hasSizeGreaterThanOrEqualTo(4);
    assertThat(names(app)).containsExactly("app", "app.aot", "lib", "quarkus", "quarkus-app-dependencies.txt", "quarkus-run.jar");
    assertThat(root.resolve("licenses/resources/LICENSE")).exists();
    try (Stream<Path> files = Files.walk(app)) {
      assertThat(files.filter(Files::isRegularFile))
          .allMatch(file -> file.toFile().lastModified() == 1000, "the time that the cache knows");
    }
    // AOTMode=on: a cache that does not fit this JVM ends the process with an error
    run(
        app,
        List.of(
            root.resolve("opt/java/bin/java").toString(),
            "-XX:AOTCache=app.aot",
            "-XX:AOTMode=on",
            "-Dquarkus.appcds.generate=true",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            "quarkus-run.jar"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void run(Path folder, List<String> command) throws Exception {
    Path output = Files.createTempFile("image-", ".log");
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    assertThat(code).as("%s: %s", command, Files.readString(output)).isZero();
    Files.delete(output);
  }
}
