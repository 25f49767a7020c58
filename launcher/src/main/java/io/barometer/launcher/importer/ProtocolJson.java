package io.barometer.launcher.importer;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.barometer.model.name.NearestName;
import io.barometer.proto.event.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads an event in the JSON form of the protocol. An event without a key gets one derived from its
 * content.
 */
final class ProtocolJson {
  private static final Pattern UNKNOWN_FIELD =
      Pattern.compile("Cannot find field: (\\S+) in message (\\S+)");

  private final JsonFormat.Parser parser = JsonFormat.parser();
  private final EventKeys keys = new EventKeys();

  Item read(long row, String line) {
    Event.Builder event = Event.newBuilder();
    List<Problem> problems = new ArrayList<>();
    try {
      parser.merge(line, event);
      require(row, problems, event);
    } catch (InvalidProtocolBufferException e) {
      problems.add(problem(row, String.valueOf(e.getMessage())));
    }
    if (!problems.isEmpty()) {
      return new Item.Bad(row, List.of(line), problems);
    }
    if (event.getEventKey().isEmpty()) {
      event.setEventKey(keys.keyOf(event.buildPartial()));
    }
    return new Item.Good(row, List.of(line), event.build());
  }

  private static void require(long row, List<Problem> problems, Event.Builder event) {
    boolean tenantWide = event.hasReleaseShipped();
    if (event.getAccountId().isEmpty() && !tenantWide) {
      problems.add(new Problem(row, "accountId", "it is empty"));
    }
    if (event.getSource().isEmpty()) {
      problems.add(new Problem(row, "source", "it is empty"));
    }
    if (!event.hasOccurredTime() && !event.hasEventRetracted()) {
      problems.add(new Problem(row, "occurredTime", "it is empty"));
    }
    if (event.getPayloadCase() == Event.PayloadCase.PAYLOAD_NOT_SET) {
      problems.add(new Problem(row, "", "it has no payload, for example \"activity\": {…}"));
    }
  }

  private static Problem problem(long row, String message) {
    Matcher unknown = UNKNOWN_FIELD.matcher(message);
    if (!unknown.find()) {
      return new Problem(row, "", message);
    }
    String field = unknown.group(1);
    return new Problem(
        row, field, "there is no such field." + NearestName.hint(field, names(unknown.group(2))));
  }

  private static List<String> names(String message) {
    return Stream.concat(
            Stream.of(Event.getDescriptor()),
            Event.getDescriptor().getFile().getMessageTypes().stream())
        .filter(type -> type.getFullName().equals(message))
        .findFirst()
        .map(type -> type.getFields().stream().map(FieldDescriptor::getJsonName).toList())
        .orElse(List.of());
  }
}
