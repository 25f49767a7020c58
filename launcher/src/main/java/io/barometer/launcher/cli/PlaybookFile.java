package io.barometer.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.alerting.v1.Playbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Playbooks as a file, YAML or JSON: a list, or a list below {@code playbooks}, or one alone; the
 * messages' fields by their names, with words in lower case and durations as {@code 4h}, {@code
 * 7d}.
 */
final class PlaybookFile {
  private static final String PAGE = "docs/playbooks.md";

  /** Fields that hold words of an enum, with what the contract puts before them. */
  private static final Map<String, String> WORDS =
      Map.of("who", "STEP_REACH_", "approval", "PLAYBOOK_APPROVAL_");

  private PlaybookFile() {}

  /** Reads a file. */
  static List<Playbook> read(String file) throws CommandFailed {
    return YamlFile.read(
        file,
        PAGE,
        tree -> {
          JsonNode list = tree.has("playbooks") ? tree.get("playbooks") : tree;
          List<Playbook> playbooks = new ArrayList<>();
          for (JsonNode one : list.isArray() ? list : YamlFile.YAML.createArrayNode().add(list)) {
            playbooks.add(playbook(file, one));
          }
          if (playbooks.isEmpty()) {
            throw new CommandFailed(file + " holds no playbook; see " + PAGE);
          }
          return playbooks;
        });
  }

  private static Playbook playbook(String file, JsonNode node)
      throws CommandFailed, InvalidProtocolBufferException {
    if (!(node instanceof ObjectNode one)) {
      throw new CommandFailed(file + " holds no playbook; see " + PAGE);
    }
    turn(one, true);
    Playbook.Builder read = Playbook.newBuilder();
    JsonFormat.parser().merge(one.toString(), read);
    return read.build();
  }

  /** The file of playbooks. */
  static String text(List<Playbook> playbooks) {
    ObjectNode file = YamlFile.YAML.createObjectNode();
    ArrayNode list = file.putArray("playbooks");
    playbooks.forEach(playbook -> list.add(tree(playbook)));
    return YamlFile.text(file);
  }

  /** One as JSON. */
  static ObjectNode tree(Playbook playbook) {
    try {
      String json = JsonFormat.printer().preservingProtoFieldNames().print(playbook);
      ObjectNode tree = (ObjectNode) YamlFile.YAML.readTree(json);
      turn(tree, false);
      return tree;
    } catch (JsonProcessingException | InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void turn(ObjectNode playbook, boolean reading) {
    YamlFile.length(playbook, "cool_down", reading);
    YamlFile.length(playbook, "approval_lapses_after", reading);
    word(playbook, "approval", reading);
    for (JsonNode step : playbook.path("steps")) {
      if (step instanceof ObjectNode one) {
        YamlFile.length(one, "due_after", reading);
        word(one, "who", reading);
      }
    }
  }

  private static void word(ObjectNode node, String field, boolean reading) {
    JsonNode value = node.get(field);
    String prefix = WORDS.getOrDefault(field, "");
    if (value != null && value.isTextual()) {
      String text = value.asText();
      String turned =
          reading
              ? prefix + text.toUpperCase(Locale.ROOT)
              : text.substring(prefix.length()).toLowerCase(Locale.ROOT);
      node.replace(field, TextNode.valueOf(turned));
    }
  }
}
