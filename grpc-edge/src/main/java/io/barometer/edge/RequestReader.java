package io.barometer.edge;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request, or the {@link Refusal} of one that cannot be read; never throws. A request holds
 * at most {@value #MAX_MESSAGES} messages and unknown fields, since two bytes of an empty message
 * become some 80 in memory: what is read stays below 25 MB plus a few times its bytes.
 */
final class RequestReader<Q> implements Marshaller<Object> {

  static final int MAX_MESSAGES = 250_000;

  /** So many messages need two bytes each, so anything shorter needs no counting. */
  private static final int SHORT = 2 * MAX_MESSAGES;

  private final Marshaller<Q> marshaller;
  private final @Nullable Descriptor type;

  private RequestReader(Marshaller<Q> marshaller, @Nullable Descriptor type) {
    this.marshaller = marshaller;
    this.type = type;
  }

  static <Q> RequestReader<Q> of(Marshaller<Q> marshaller) {
    Object prototype =
        marshaller instanceof PrototypeMarshaller<Q> known ? known.getMessagePrototype() : null;
    return new RequestReader<>(
        marshaller, prototype instanceof Message message ? message.getDescriptorForType() : null);
  }

  /** Never used by a server. */
  @Override
  @SuppressWarnings("unchecked")
  public InputStream stream(Object request) {
    return marshaller.stream((Q) request);
  }

  @Override
  public Object parse(InputStream stream) {
    try {
      if (type == null || (stream instanceof KnownLength && stream.available() < SHORT)) {
        return marshaller.parse(stream);
      }
      byte[] bytes = stream.readAllBytes();
      return bytes.length >= SHORT && MessageCount.exceeds(MAX_MESSAGES, bytes, type)
          ? tooMany()
          : marshaller.parse(new ByteArrayInputStream(bytes));
    } catch (StatusRuntimeException unreadable) {
      return refusal(unreadable);
    } catch (IOException broken) {
      return malformed();
    }
  }

  private static Refusal refusal(StatusRuntimeException unreadable) {
    if (unreadable.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) {
      return Refusal.of(Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE)
          .message("The request is larger than the server takes. Split it.");
    }
    Throwable cause = unreadable.getCause();
    String why = cause == null ? null : cause.getMessage();
    return why != null && why.contains("UTF-8") ? notText() : malformed();
  }

  private static Refusal notText() {
    return Refusal.of(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_TEXT_ENCODING)
        .message("A text of the request is not UTF-8. Send texts as UTF-8.");
  }

  private static Refusal malformed() {
    return Refusal.of(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_MESSAGE_FORMAT)
        .message(
            "The request's bytes are no message of this call: cut off, of another kind, or nested"
                + " too deep.");
  }

  private static Refusal tooMany() {
    return Refusal.of(Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE)
        .message("The request holds more than " + MAX_MESSAGES + " messages. Split it.")
        .meta("max", Integer.toString(MAX_MESSAGES));
  }
}
