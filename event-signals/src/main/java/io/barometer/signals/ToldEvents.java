package io.barometer.signals;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.barometer.proto.event.v1.Event;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Events that are told one by one to whoever watches for them, and what they say, field by field.
 * Pure: the same event says the same.
 */
public final class ToldEvents {
  private ToldEvents() {}

  /** Whether events of its type are told: not those that machines write by the thousand. */
  public static boolean told(Event event) {
    return switch (event.getPayloadCase()) {
      case ACTIVITY, CHECK_REPORTED, MEASUREMENT -> false;
      case DAY_STARTED, HOUR_STARTED, EVENT_RETRACTED, PAYLOAD_NOT_SET -> false;
      default -> true;
    };
  }

  /** The type's name, for example "audit_completed". */
  public static String type(Event event) {
    return event.getPayloadCase().name().toLowerCase(Locale.ROOT);
  }

  /** What a payload says, and its labels as "attributes.KEY". */
  public static SortedMap<String, String> fields(Event event) {
    SortedMap<String, String> fields = new TreeMap<>();
    FieldDescriptor payload =
        Event.getDescriptor().findFieldByNumber(event.getPayloadCase().getNumber());
    Message message = (Message) event.getField(payload);
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean absent = field.hasPresence() && !message.hasField(field);
      if (!field.isRepeated() && !absent) {
        text(field, message.getField(field)).ifPresent(text -> fields.put(field.getName(), text));
      }
    }
    for (Map.Entry<String, String> label : event.getAttributesMap().entrySet()) {
      fields.put("attributes." + label.getKey(), label.getValue());
    }
    return fields;
  }

  private static Optional<String> text(FieldDescriptor field, Object value) {
    return switch (field.getJavaType()) {
      case BOOLEAN, INT, LONG -> Optional.of(value.toString());
      case FLOAT, DOUBLE -> Optional.of(decimal(((Number) value).doubleValue()));
      case STRING -> Optional.of(value.toString()).filter(text -> !text.isEmpty());
      case ENUM -> Optional.of(word((EnumValueDescriptor) value));
      case BYTE_STRING, MESSAGE -> Optional.empty();
    };
  }

  private static String decimal(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  /** CONTACT_ROLE_CHAMPION of CONTACT_ROLE_UNSPECIFIED and so on: "champion". */
  private static String word(EnumValueDescriptor value) {
    String first = value.getType().getValues().getFirst().getName();
    String prefix = first.replace("UNSPECIFIED", "");
    String name = value.getName();
    return (name.startsWith(prefix) ? name.substring(prefix.length()) : name)
        .toLowerCase(Locale.ROOT);
  }

  /** The signal of an event of a source that reports by itself; empty of any other event. */
  public static Optional<String> reportedSignal(Event event) {
    return switch (event.getPayloadCase()) {
      case CHECK_REPORTED ->
          Optional.of("check." + EventSignals.word(event.getCheckReported().getKind()));
      case MEASUREMENT -> Optional.of("measurement." + event.getMeasurement().getName());
      default -> Optional.empty();
    };
  }
}
