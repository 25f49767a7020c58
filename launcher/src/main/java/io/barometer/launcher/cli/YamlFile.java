package io.barometer.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.launcher.client.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages as files, YAML or JSON, with durations as {@code 30s}, {@code 5m}, {@code 4h}, {@code
 * 7d}.
 */
final class YamlFile {
  static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .build());

  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SECONDS = Pattern.compile("(\\d+)(\\.\\d+)?s");

  /** Makes a message of what a file holds. */
  @FunctionalInterface
  interface Reading<T> {
    T of(JsonNode tree) throws IOException, CommandFailed;
  }

  private YamlFile() {}

  /**
   * Reads a file.
   *
   * @param page of the documentation, for whoever wrote it wrong
   */
  static <T> T read(String file, String page, Reading<T> reading) throws CommandFailed {
    try {
      return reading.of(YAML.readTree(Files.readString(Path.of(file))));
    } catch (JsonProcessingException malformed) {
      throw new CommandFailed(
          "%s:%d: %s"
              .formatted(
                  file,
                  malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr(),
                  malformed.getOriginalMessage()));
    } catch (InvalidProtocolBufferException wrong) {
      throw new CommandFailed(file + ": " + wrong.getMessage() + "\nSee " + page + ".");
    } catch (IOException unreadable) {
      throw new CommandFailed("cannot read " + file + ": " + unreadable.getMessage());
    }
  }

  /** The file of a tree. */
  static String text(JsonNode tree) {
    try {
      return YAML.writeValueAsString(tree).stripTrailing();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Turns a duration of a file into the message's form, or back. */
  static void length(ObjectNode node, String field, boolean reading) {
    JsonNode value = node.get(field);
    if (value != null && value.isTextual()) {
      String text = value.asText();
      node.replace(field, TextNode.valueOf(reading ? seconds(text) : shortest(text)));
    }
  }

  /** The length of what a person writes. */
  static Duration length(String text) throws CommandFailed {
    Matcher length = LENGTH.matcher(text);
    if (!length.matches()) {
      throw new CommandFailed("\"" + text + "\" is no length of time, for example 30m, 4h, 7d");
    }
    return length(length);
  }

  private static String seconds(String text) {
    Matcher length = LENGTH.matcher(text);
    if (!length.matches()) {
      return text;
    }
    Duration duration = length(length);
    return "%d.%09ds".formatted(duration.getSeconds(), duration.getNano());
  }

  private static Duration length(Matcher length) {
    long number = Long.parseLong(length.group(1));
    return switch (length.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static String shortest(String text) {
    Matcher parts = SECONDS.matcher(text);
    if (!parts.matches() || parts.group(2) != null) {
      return text;
    }
    long seconds = Long.parseLong(parts.group(1));
    if (seconds == 0 || seconds % 60 != 0) {
      return text;
    }
    return seconds % 86_400 == 0
        ? seconds / 86_400 + "d"
        : seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
  }
}
