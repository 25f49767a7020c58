package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with expected text. {@code -Dgolden.update=true} writes them instead. */
final class Golden {
  static final Path EXAMPLES = Path.of("../examples/models");
  static final Path RESOURCES = Path.of("src/test/resources/golden");

  private Golden() {}

  static boolean updating() {
    return Boolean.getBoolean("golden.update");
  }

  static void check(Path file, String actual) {
    if (updating()) {
      write(file, actual);
    }
    assertThat(actual).as(file.toString()).isEqualTo(read(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
