package io.barometer.e2e.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that the processes of a platform have logged, rotated files and PostgreSQL's own log
 * too.
 */
public final class LogFiles {
  private final Path data;

  /** The logs of the platform with this data folder. */
  public LogFiles(Path data) {
    this.data = data;
  }

  /**
   * Every line that holds one of the texts, with the name of its file and without the text itself.
   */
  public List<String> linesWith(Collection<String> texts) {
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
      for (String line : lines(file)) {
        for (String text : texts) {
          if (line.contains(text)) {
            found.add(file.getFileName() + ": " + line.replace(text, "█".repeat(8)));
          }
        }
      }
    }
    return found;
  }

  /** The log files. */
  public List<Path> files() {
    try (Stream<Path> logs = Files.list(data.resolve("logs"))) {
      List<Path> files = new ArrayList<>(logs.filter(Files::isRegularFile).sorted().toList());
      Path postgres = data.resolve("postgres/postgres.log");
      if (Files.exists(postgres)) {
        files.add(postgres);
      }
      return files;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
