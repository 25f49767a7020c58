package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service asks for the schema that its last migration makes, and that migration says so. */
class MigrationsTest {

  private static final Pattern FILE = Pattern.compile("V([0-9]+)__.*\\.sql");
  private static final Pattern ASKED = Pattern.compile("SCHEMA_VERSION = ([0-9]+);");

  @ParameterizedTest
  @ValueSource(strings = {"ingestion", "scoring", "alerting"})
  void the_last_migration_is_what_the_service_asks_for(String service) throws IOException {
    Path main = Path.of("..", service + "-service", "src", "main");
    var migrations = new TreeMap<Integer, Path>();
    for (Path file : files(main.resolve("resources").resolve("db").resolve(service))) {
      var name = FILE.matcher(file.getFileName().toString());
      assertThat(name.matches()).as(file.toString()).isTrue();
      migrations.put(Integer.valueOf(name.group(1)), file);
    }
    assertThat(asked(main.resolve("java"))).containsExactly(migrations.lastKey());
    migrations.remove(1);
    for (var migration : migrations.entrySet()) {
      assertThat(Files.readString(migration.getValue()))
          .containsPattern(
              "update (%s\\.)?installation set schema_version = %d;"
                  .formatted(service, migration.getKey()));
    }
  }

  private static List<Integer> asked(Path sources) throws IOException {
    return files(sources).stream()
        .filter(file -> file.toString().endsWith(".java"))
        .map(MigrationsTest::read)
        .flatMap(text -> ASKED.matcher(text).results())
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
