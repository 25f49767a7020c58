package io.barometer.audit;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Map;

/**
 * A request as JSON, with the field names of the contract. Fields that the contract marks as {@code
 * debug_redact} are secrets: they are left out, wherever they stand.
 */
final class RequestJson {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

  private RequestJson() {}

  static String of(Message request) {
    try {
      return PRINTER.print(withoutSecrets(request));
    } catch (InvalidProtocolBufferException unprintable) {
      throw new IllegalStateException(
          request.getDescriptorForType().getName() + " has no JSON form", unprintable);
    }
  }

  private static Message withoutSecrets(Message message) {
    Message.Builder shown = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
      FieldDescriptor field = set.getKey();
      if (field.getOptions().getDebugRedact()) {
        shown.clearField(field);
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField()) {
        enter(shown, field);
      }
    }
    return shown.build();
  }

  private static void enter(Message.Builder shown, FieldDescriptor field) {
    if (!field.isRepeated()) {
      shown.setField(field, withoutSecrets((Message) shown.getField(field)));
      return;
    }
    for (int i = 0; i < shown.getRepeatedFieldCount(field); i++) {
      shown.setRepeatedField(field, i, withoutSecrets((Message) shown.getRepeatedField(field, i)));
    }
  }
}
