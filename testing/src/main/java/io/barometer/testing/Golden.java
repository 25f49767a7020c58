package io.barometer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Files that say what a text must be, in {@code src/test/resources/golden}. */
public final class Golden {

  private static final Path EXPECTED = Path.of("src", "test", "resources", "golden");
  private static final Path ACTUAL = Path.of("target", "golden");

  private Golden() {}

  /** Holds a text against a file; what it is stands in {@code target/golden} under its name. */
  public static void assertMatches(String file, String text) {
    try {
      Files.createDirectories(ACTUAL);
      Files.writeString(ACTUAL.resolve(file), text, UTF_8);
      Path expected = EXPECTED.resolve(file);
      assertThat(text)
          .as("%s; if the new text is right, copy it from %s", file, ACTUAL.resolve(file))
          .isEqualTo(Files.exists(expected) ? Files.readString(expected, UTF_8) : "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The name, help and type of every metric of ours in what a scrape returned, sorted. */
  public static String metrics(String scrape) {
    List<String> lines =
        scrape.lines().filter(line -> line.matches("# (HELP|TYPE) barometer_.*")).sorted().toList();
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
