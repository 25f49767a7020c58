package io.barometer.ingestion;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Events to send and errors to read. */
final class Calls {

  private Calls() {}

  /** A well-formed event. */
  static Event.Builder activity(String account, String key) {
    return Event.newBuilder()
        .setAccountId(account)
        .setEventKey(key)
        .setSource("test")
        .setOccurredTime(time(Instant.now().minusSeconds(60)))
        .setActivity(Activity.newBuilder().setAction("login").setUserId("u1"));
  }

  static Timestamp time(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano() / 1_000 * 1_000)
        .build();
  }

  /** What a refused call says: "CODE REASON {metadata} path=REASON path=REASON". */
  static String refusal(ThrowingCallable call) {
    var failure = catchThrowableOfType(StatusRuntimeException.class, call);
    if (failure == null) {
      return "OK";
    }
    Status status = StatusProto.fromThrowable(failure);
    return status == null ? failure.getStatus().toString() : told(status);
  }

  static String told(Status status) {
    var text = new StringBuilder(io.grpc.Status.fromCodeValue(status.getCode()).getCode().name());
    for (var detail : status.getDetailsList()) {
      try {
        if (detail.is(ErrorInfo.class)) {
          var info = detail.unpack(ErrorInfo.class);
          text.append(' ').append(info.getReason());
          info.getMetadataMap().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .forEach(meta -> text.append(' ').append(meta));
        } else if (detail.is(BadRequest.class)) {
          paths(detail.unpack(BadRequest.class).getFieldViolationsList(), text);
        }
      } catch (InvalidProtocolBufferException damaged) {
        throw new AssertionError(damaged);
      }
    }
    return text.toString();
  }

  private static void paths(List<BadRequest.FieldViolation> violations, StringBuilder text) {
    violations.forEach(
        v -> text.append(" | ").append(v.getField()).append(' ').append(v.getReason()));
  }
}
