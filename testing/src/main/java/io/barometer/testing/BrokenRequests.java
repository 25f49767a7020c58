package io.barometer.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bytes that are no request, for any method: row 20 and 24 of what must be refused. */
public final class BrokenRequests {

  private static final int UNKNOWN_FIELD = 2_000;
  private static final int DEEP = 10_000;
  private static final int MANY = 250_001;

  private BrokenRequests() {}

  /** Fails unless every method of these services refuses them with the right reason. */
  public static void areRefusedBy(ServiceDescriptor... services) {
    try (TestChannel channel = TestChannel.open()) {
      for (ServiceDescriptor service : services) {
        service.getMethods().forEach(method -> areRefusedBy(channel, method));
      }
    }
  }

  private static void areRefusedBy(TestChannel channel, MethodDescriptor<?, ?> method) {
    of(method)
        .forEach(
            (expected, bytes) ->
                assertThat(
                        RawCall.send(channel.as(TestKeys.enoughFor(method)), method, bytes).text())
                    .as("%s %s", method.getFullMethodName(), expected)
                    .isEqualTo(expected.substring(0, expected.indexOf(':'))));
  }

  /** Bytes by the answer that must come: code and reason, and what is wrong with the bytes. */
  private static Map<String, byte[]> of(MethodDescriptor<?, ?> method) {
    Map<String, byte[]> broken = new LinkedHashMap<>();
    broken.put("INVALID_ARGUMENT MESSAGE_FORMAT: cut off", new byte[] {0x0a, 100, 1, 2, 3});
    broken.put("INVALID_ARGUMENT MESSAGE_FORMAT: no tag", new byte[] {0});
    broken.put("INVALID_ARGUMENT MESSAGE_FORMAT: text", "{\"events\":[]}".getBytes(US_ASCII));
    broken.put("INVALID_ARGUMENT MESSAGE_FORMAT: nested", groups());
    broken.put("RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE: many", unknownFields());
    byte[] text = notText(type(method), 0);
    if (text != null) {
      broken.put("INVALID_ARGUMENT TEXT_ENCODING: not UTF-8", text);
    }
    return broken;
  }

  private static Descriptor type(MethodDescriptor<?, ?> method) {
    var marshaller = (PrototypeMarshaller<?>) method.getRequestMarshaller();
    return ((Message) Objects.requireNonNull(marshaller.getMessagePrototype()))
        .getDescriptorForType();
  }

  private static byte[] groups() {
    byte[] groups = new byte[DEEP];
    Arrays.fill(groups, (byte) (15 << 3 | 3));
    return groups;
  }

  private static byte[] unknownFields() {
    return encoded(
        out -> {
          for (int i = 0; i < MANY; i++) {
            out.writeBytes(UNKNOWN_FIELD, ByteString.EMPTY);
          }
        });
  }

  /** A message whose first text, at any depth, is cut within a letter; null without any text. */
  private static byte @Nullable [] notText(Descriptor type, int depth) {
    ByteString wrong = ByteString.copyFrom(new byte[] {(byte) 0xc3, 0x28});
    for (FieldDescriptor field : type.getFields()) {
      if (field.getType() == FieldDescriptor.Type.STRING) {
        return encoded(out -> out.writeBytes(field.getNumber(), wrong));
      }
      if (field.getType() == FieldDescriptor.Type.MESSAGE && depth < 3) {
        byte[] inner = notText(field.getMessageType(), depth + 1);
        if (inner != null) {
          return encoded(out -> out.writeByteArray(field.getNumber(), inner));
        }
      }
    }
    return null;
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] encoded(Writing writing) {
    try {
      var bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writing.to(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
