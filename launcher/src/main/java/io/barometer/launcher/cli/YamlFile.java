package io.barometer.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.barometer.launcher.client.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** Makes a message of what a file holds, or a part of it. */
  @FunctionalInterface
  interface Reading<N extends JsonNode, T> {
    T of(N tree) throws IOException, CommandFailed;
  }

  private YamlFile() {}

  /**
   * Reads a file.
   *
   * @param page of the documentation, for whoever wrote it wrong
   */
  static <T> T read(String file, String page, Reading<JsonNode, T> reading) throws CommandFailed {
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

  /**
   * Reads messages of one kind: a list, or a list below their name in the plural, or one alone.
   *
   * @param name of one of them
   */
  static <T> List<T> list(String file, String page, String name, Reading<ObjectNode, T> reading)
      throws CommandFailed {
    return read(
        file,
        page,
        tree -> {
          JsonNode list = tree.has(name + "s") ? tree.get(name + "s") : tree;
          List<T> read = new ArrayList<>();
          for (JsonNode node : list.isArray() ? list : YAML.createArrayNode().add(list)) {
            if (!(node instanceof ObjectNode one)) {
              throw none(file, name, page);
            }
            read.add(reading.of(one));
          }
          if (read.isEmpty()) {
            throw none(file, name, page);
          }
          return read;
        });
  }

  /** A file that holds something else. */
  static CommandFailed none(String file, String name, String page) {
    return new CommandFailed(file + " holds no " + name + "; see " + page);
  }

  /** Fills in a message from its fields by their names. */
  static <B extends Message.Builder> B message(ObjectNode tree, B into)
      throws InvalidProtocolBufferException {
    JsonFormat.parser().merge(tree.toString(), into);
    return into;
  }

  /** A message as its fields by their names. */
  static ObjectNode tree(Message message) {
    try {
      String json = JsonFormat.printer().preservingProtoFieldNames().print(message);
      return (ObjectNode) YAML.readTree(json);
    } catch (JsonProcessingException | InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
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

  /** Turns a word of a file into the name of an enum's value, or back. */
  static void word(ObjectNode node, String field, String prefix, boolean reading) {
    JsonNode value = node.get(field);
    if (value != null && value.isTextual()) {
      String text = value.asText();
      String turned =
          reading
              ? prefix + text.toUpperCase(Locale.ROOT)
              : text.substring(prefix.length()).toLowerCase(Locale.ROOT);
      node.replace(field, TextNode.valueOf(turned));
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
