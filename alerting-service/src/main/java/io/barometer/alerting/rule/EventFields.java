package io.barometer.alerting.rule;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.barometer.model.name.NearestName;
import io.barometer.proto.event.v1.Event;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The events that are told one by one, and what they tell. */
final class EventFields {
  private static final Set<String> BY_THE_THOUSAND =
      Set.of("activity", "check_reported", "measurement");
  private static final Set<String> NEVER_TOLD =
      Set.of("day_started", "hour_started", "event_retracted");
  private static final SortedMap<String, FieldDescriptor> TYPES = types();

  private EventFields() {}

  private static SortedMap<String, FieldDescriptor> types() {
    SortedMap<String, FieldDescriptor> types = new TreeMap<>();
    for (FieldDescriptor field : Event.getDescriptor().getOneofs().getFirst().getFields()) {
      if (!BY_THE_THOUSAND.contains(field.getName()) && !NEVER_TOLD.contains(field.getName())) {
        types.put(field.getName(), field);
      }
    }
    return types;
  }

  /** What is wrong with a type; empty when nothing is. */
  static Optional<String> problem(String type) {
    if (TYPES.containsKey(type)) {
      return Optional.empty();
    }
    if (BY_THE_THOUSAND.contains(type)) {
      return Optional.of(
          "events of this type are not told one by one; watch a metric with an expression");
    }
    return Optional.of(
        type.isEmpty()
            ? "name an event type, for example \"audit_completed\""
            : "there is no event type \"" + type + "\"" + nearest(type, TYPES.keySet()));
  }

  /** What is wrong with a field of a type that is right; empty when nothing is. */
  static Optional<String> problem(String type, String name, String value) {
    FieldDescriptor payload = TYPES.get(type);
    if (payload == null || name.startsWith("attributes.")) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>();
    for (FieldDescriptor field : payload.getMessageType().getFields()) {
      boolean told = !field.isRepeated() && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
      if (told && field.getName().equals(name)) {
        return value(field, value);
      }
      if (told) {
        names.add(field.getName());
      }
    }
    return Optional.of(type + " tells no \"" + name + "\"" + nearest(name, names));
  }

  private static Optional<String> value(FieldDescriptor field, String value) {
    Set<String> values =
        switch (field.getJavaType()) {
          case BOOLEAN -> Set.of("false", "true");
          case ENUM -> words(field.getEnumType());
          case INT, LONG, FLOAT, DOUBLE, STRING, BYTE_STRING, MESSAGE -> Set.of();
        };
    return values.isEmpty() || values.contains(value)
        ? Optional.empty()
        : Optional.of("\"" + value + "\" is none of " + String.join(", ", new TreeSet<>(values)));
  }

  private static Set<String> words(EnumDescriptor type) {
    List<EnumValueDescriptor> values = type.getValues();
    String prefix = values.getFirst().getName().replace("UNSPECIFIED", "");
    Set<String> words = new TreeSet<>();
    values.forEach(
        one -> words.add(one.getName().substring(prefix.length()).toLowerCase(Locale.ROOT)));
    return words;
  }

  private static String nearest(String name, Set<String> known) {
    return NearestName.of(name, known)
        .map(near -> "; did you mean \"" + near + "\"?")
        .orElse("; one of " + String.join(", ", known));
  }
}
