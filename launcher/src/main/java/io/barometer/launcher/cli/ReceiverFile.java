package io.barometer.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.alerting.v1.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Receivers as a file, YAML or JSON: a list, or a list below {@code receivers}, or one alone; the
 * messages' fields by their names, with words in lower case.
 */
final class ReceiverFile {
  private static final String PAGE = "docs/alerting.md";

  private ReceiverFile() {}

  /** Reads a file. */
  static List<Receiver> read(String file) throws CommandFailed {
    return YamlFile.read(
        file,
        PAGE,
        tree -> {
          JsonNode list = tree.has("receivers") ? tree.get("receivers") : tree;
          List<Receiver> receivers = new ArrayList<>();
          for (JsonNode one : list.isArray() ? list : YamlFile.YAML.createArrayNode().add(list)) {
            receivers.add(receiver(file, one));
          }
          if (receivers.isEmpty()) {
            throw new CommandFailed(file + " holds no receiver; see " + PAGE);
          }
          return receivers;
        });
  }

  private static Receiver receiver(String file, JsonNode node)
      throws CommandFailed, InvalidProtocolBufferException {
    if (!(node instanceof ObjectNode one)) {
      throw new CommandFailed(file + " holds no receiver; see " + PAGE);
    }
    if (one.get("subscriber") instanceof ObjectNode subscriber) {
      word(subscriber, "at_once", "ALERT_SEVERITY_");
      if (subscriber.get("digest") instanceof ObjectNode digest) {
        word(digest, "period", "DIGEST_PERIOD_");
      }
    }
    Receiver.Builder read = Receiver.newBuilder();
    JsonFormat.parser().merge(one.toString(), read);
    return read.build();
  }

  private static void word(ObjectNode node, String field, String prefix) {
    JsonNode word = node.get(field);
    if (word != null && word.isTextual()) {
      node.put(field, prefix + word.asText().toUpperCase(Locale.ROOT));
    }
  }
}
