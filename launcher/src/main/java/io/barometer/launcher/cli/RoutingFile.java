package io.barometer.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.alerting.v1.Routing;
import java.util.Map;

/**
 * A routing as a file, YAML or JSON: the message's fields by their names, lists instead of messages
 * that hold nothing but a list, and durations as {@code 30s}, {@code 5m}, {@code 4h}, {@code 7d}.
 */
final class RoutingFile {
  private static final String PAGE = "docs/routing.md";

  /** Fields of a route that are lists in a file, with the field that holds the list. */
  private static final Map<String, String> LISTS =
      Map.of("receivers", "names", "group_by", "labels", "escalations", "steps");

  private RoutingFile() {}

  /** Reads a file. */
  static Routing read(String file) throws CommandFailed {
    return YamlFile.read(
        file,
        PAGE,
        tree -> {
          if (!(tree instanceof ObjectNode routing)) {
            throw YamlFile.none(file, "routing", PAGE);
          }
          route(routing.get("root"), true);
          return YamlFile.message(routing, Routing.newBuilder()).build();
        });
  }

  /** The file of a routing. */
  static String text(Routing routing) {
    return YamlFile.text(tree(routing));
  }

  /** The same as JSON. */
  static ObjectNode tree(Routing routing) {
    ObjectNode tree = YamlFile.tree(routing);
    route(tree.get("root"), false);
    return tree;
  }

  private static void route(JsonNode node, boolean reading) {
    if (!(node instanceof ObjectNode route)) {
      return;
    }
    LISTS.forEach((field, list) -> list(route, field, list, reading));
    for (String field : new String[] {"group_wait", "group_interval", "repeat_interval"}) {
      YamlFile.length(route, field, reading);
    }
    JsonNode steps = reading ? route.path("escalations").path("steps") : route.path("escalations");
    for (JsonNode step : steps) {
      if (step instanceof ObjectNode one) {
        YamlFile.length(one, "after", reading);
      }
    }
    route.path("routes").forEach(child -> route(child, reading));
  }

  private static void list(ObjectNode route, String field, String list, boolean reading) {
    JsonNode value = route.get(field);
    if (value != null && reading && value.isArray()) {
      route.replace(field, YamlFile.YAML.createObjectNode().set(list, value));
    } else if (value != null && !reading) {
      JsonNode inner = value.get(list);
      route.replace(field, inner == null ? YamlFile.YAML.createArrayNode() : inner);
    }
  }
}
