package io.barometer.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads the visible texts out of a Block Kit payload: every string under a key {@code text}. */
final class BlockKit {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BlockKit() {}

  static List<String> lines(String payload) throws JsonProcessingException {
    List<String> lines = new ArrayList<>();
    collect(JSON.readTree(payload), lines);
    return List.copyOf(lines);
  }

  private static void collect(JsonNode node, List<String> lines) {
    if (node.isObject()) {
      for (var field : node.properties()) {
        if (field.getKey().equals("text") && field.getValue().isTextual()) {
          field.getValue().textValue().lines().forEach(lines::add);
        } else {
          collect(field.getValue(), lines);
        }
      }
    } else {
      node.forEach(child -> collect(child, lines));
    }
  }
}
