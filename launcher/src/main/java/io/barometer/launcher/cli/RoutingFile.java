package io.barometer.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.alerting.v1.Routing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A routing as a file, YAML or JSON: the message's fields by their names, lists instead of messages
 * that hold nothing but a list, and durations as {@code 30s}, {@code 5m}, {@code 4h}, {@code 7d}.
 */
final class RoutingFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .build());

  /** Fields of a route that are lists in a file, with the field that holds the list. */
  private static final Map<String, String> LISTS =
      Map.of("receivers", "names", "group_by", "labels", "escalations", "steps");

  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SECONDS = Pattern.compile("(\\d+)(\\.\\d+)?s");

  private RoutingFile() {}

  /** Reads a file. */
  static Routing read(String file) throws CommandFailed {
    try {
      JsonNode tree = YAML.readTree(Files.readString(Path.of(file)));
      if (!(tree instanceof ObjectNode routing)) {
        throw new CommandFailed(file + " holds no routing; see docs/routing.md");
      }
      route(routing.get("root"), true);
      Routing.Builder read = Routing.newBuilder();
      JsonFormat.parser().merge(routing.toString(), read);
      return read.build();
    } catch (JsonProcessingException malformed) {
      throw new CommandFailed(
          "%s:%d: %s"
              .formatted(
                  file,
                  malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr(),
                  malformed.getOriginalMessage()));
    } catch (InvalidProtocolBufferException wrong) {
      throw new CommandFailed(file + ": " + wrong.getMessage() + "\nSee docs/routing.md.");
    } catch (IOException unreadable) {
      throw new CommandFailed("cannot read " + file + ": " + unreadable.getMessage());
    }
  }

  /** The file of a routing. */
  static String text(Routing routing) {
    try {
      ObjectNode tree = tree(routing);
      return YAML.writeValueAsString(tree).stripTrailing();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same as JSON. */
  static ObjectNode tree(Routing routing) {
    try {
      String json = JsonFormat.printer().preservingProtoFieldNames().print(routing);
      ObjectNode tree = (ObjectNode) YAML.readTree(json);
      route(tree.get("root"), false);
      return tree;
    } catch (JsonProcessingException | InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void route(JsonNode node, boolean reading) {
    if (!(node instanceof ObjectNode route)) {
      return;
    }
    LISTS.forEach((field, list) -> list(route, field, list, reading));
    for (String field : new String[] {"group_wait", "group_interval", "repeat_interval"}) {
      length(route, field, reading);
    }
    JsonNode steps = reading ? route.path("escalations").path("steps") : route.path("escalations");
    for (JsonNode step : steps) {
      if (step instanceof ObjectNode one) {
        length(one, "after", reading);
      }
    }
    route.path("routes").forEach(child -> route(child, reading));
  }

  private static void list(ObjectNode route, String field, String list, boolean reading) {
    JsonNode value = route.get(field);
    if (value != null && reading && value.isArray()) {
      route.replace(field, YAML.createObjectNode().set(list, value));
    } else if (value != null && !reading) {
      JsonNode inner = value.get(list);
      route.replace(field, inner == null ? YAML.createArrayNode() : inner);
    }
  }

  private static void length(ObjectNode node, String field, boolean reading) {
    JsonNode value = node.get(field);
    if (value != null && value.isTextual()) {
      String text = value.asText();
      node.replace(field, TextNode.valueOf(reading ? seconds(text) : shortest(text)));
    }
  }

  private static String seconds(String text) {
    Matcher length = LENGTH.matcher(text);
    if (!length.matches()) {
      return text;
    }
    Duration duration = length(length);
    return "%d.%09ds".formatted(duration.getSeconds(), duration.getNano());
  }

  /** The length of what a person writes. */
  static Duration length(String text) throws CommandFailed {
    Matcher length = LENGTH.matcher(text);
    if (!length.matches()) {
      throw new CommandFailed("\"" + text + "\" is no length of time, for example 30m, 4h, 7d");
    }
    return length(length);
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
