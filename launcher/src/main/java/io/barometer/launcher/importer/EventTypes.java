package io.barometer.launcher.importer;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.barometer.model.name.NearestName;
import io.barometer.proto.event.v1.Event;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The types of events a client may send, by name: the payloads of the envelope without the
 * platform's own.
 */
final class EventTypes {
  private static final Map<String, FieldDescriptor> BY_NAME = byName();

  private EventTypes() {}

  static @Nullable FieldDescriptor find(String name) {
    return BY_NAME.get(name);
  }

  /** What to tell about a name that is no type. */
  static String unknown(String name) {
    String hint = NearestName.hint(name, BY_NAME.keySet());
    return "there is no event type \""
        + name
        + "\"."
        + (hint.isEmpty() ? " Types: " + String.join(", ", BY_NAME.keySet()) : hint);
  }

  private static Map<String, FieldDescriptor> byName() {
    Map<String, FieldDescriptor> types = new TreeMap<>();
    for (FieldDescriptor field : Event.getDescriptor().getOneofs().getFirst().getFields()) {
      if (field.getNumber() != Event.DAY_STARTED_FIELD_NUMBER
          && field.getNumber() != Event.HOUR_STARTED_FIELD_NUMBER) {
        types.put(field.getName(), field);
      }
    }
    return types;
  }
}
