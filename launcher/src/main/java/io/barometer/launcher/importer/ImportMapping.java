package io.barometer.launcher.importer;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a row becomes an event.
 *
 * @param account the account
 * @param key the event key; null when it is derived from the row
 * @param source the source
 * @param occurredTime when it happened
 * @param receivedTime when it was known; null when the file does not tell
 * @param type the event type
 * @param payloads the fields of each type that the file may hold
 * @param attributes labels for people
 */
record ImportMapping(
    Template account,
    @Nullable Template key,
    Template source,
    Template occurredTime,
    @Nullable Template receivedTime,
    Template type,
    Map<String, PayloadMapping> payloads,
    Map<String, Template> attributes) {

  /**
   * The fields of one event type.
   *
   * @param type the payload in the envelope
   * @param fields the fields, in the mapping's order
   */
  record PayloadMapping(FieldDescriptor type, List<FieldMapping> fields) {}

  /**
   * One field.
   *
   * @param name its dotted name
   * @param path where it is
   * @param value what goes into it
   */
  record FieldMapping(String name, FieldPath path, Template value) {}

  /** Every column the mapping reads, in the order in which it names them. */
  Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    for (@Nullable Template template :
        new @Nullable Template[] {account, key, source, occurredTime, receivedTime, type}) {
      if (template != null) {
        columns.addAll(template.columns());
      }
    }
    for (PayloadMapping payload : payloads.values()) {
      payload.fields().forEach(field -> columns.addAll(field.value().columns()));
    }
    attributes.values().forEach(value -> columns.addAll(value.columns()));
    return columns;
  }
}
