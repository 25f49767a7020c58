package io.barometer.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.alerting.v1.Playbook;
import java.util.List;

/**
 * Playbooks as a file, YAML or JSON: a list, or a list below {@code playbooks}, or one alone; the
 * messages' fields by their names, with words in lower case and durations as {@code 4h}, {@code
 * 7d}.
 */
final class PlaybookFile {
  private PlaybookFile() {}

  /** Reads a file. */
  static List<Playbook> read(String file) throws CommandFailed {
    return YamlFile.list(file, "docs/playbooks.md", "playbook", PlaybookFile::playbook);
  }

  private static Playbook playbook(ObjectNode one) throws InvalidProtocolBufferException {
    turn(one, true);
    return YamlFile.message(one, Playbook.newBuilder()).build();
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
    ObjectNode tree = YamlFile.tree(playbook);
    turn(tree, false);
    return tree;
  }

  private static void turn(ObjectNode playbook, boolean reading) {
    YamlFile.length(playbook, "cool_down", reading);
    YamlFile.length(playbook, "approval_lapses_after", reading);
    YamlFile.word(playbook, "approval", "PLAYBOOK_APPROVAL_", reading);
    for (JsonNode step : playbook.path("steps")) {
      if (step instanceof ObjectNode one) {
        YamlFile.length(one, "due_after", reading);
        YamlFile.word(one, "who", "STEP_REACH_", reading);
      }
    }
  }
}
