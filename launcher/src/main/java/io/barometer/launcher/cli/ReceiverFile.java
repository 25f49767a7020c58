package io.barometer.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.alerting.v1.Receiver;
import java.util.List;

/**
 * Receivers as a file, YAML or JSON: a list, or a list below {@code receivers}, or one alone; the
 * messages' fields by their names, with words in lower case.
 */
final class ReceiverFile {
  private ReceiverFile() {}

  /** Reads a file. */
  static List<Receiver> read(String file) throws CommandFailed {
    return YamlFile.list(file, "docs/alerting.md", "receiver", ReceiverFile::receiver);
  }

  private static Receiver receiver(ObjectNode one) throws InvalidProtocolBufferException {
    if (one.get("subscriber") instanceof ObjectNode subscriber) {
      YamlFile.word(subscriber, "at_once", "ALERT_SEVERITY_", true);
      if (subscriber.get("digest") instanceof ObjectNode digest) {
        YamlFile.word(digest, "period", "DIGEST_PERIOD_", true);
      }
    }
    return YamlFile.message(one, Receiver.newBuilder()).build();
  }
}
