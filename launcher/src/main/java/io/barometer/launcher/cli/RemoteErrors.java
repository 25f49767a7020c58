package io.barometer.launcher.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.barometer.model.name.SafeText;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a service answered, in lines for people: never a stack trace. */
final class RemoteErrors {
  private RemoteErrors() {}

  static List<String> lines(StatusRuntimeException error) {
    return switch (error.getStatus().getCode()) {
      case UNAVAILABLE ->
          List.of(
              "The stack does not answer. Start it with ./barometer up, see ./barometer status.");
      case DEADLINE_EXCEEDED ->
          List.of("The service took too long. See ./barometer status, then try again.");
      case UNAUTHENTICATED ->
          List.of("The key is not known to the running stack. Is --data the folder it runs on?");
      default -> answered(error);
    };
  }

  private static List<String> answered(StatusRuntimeException error) {
    List<String> lines = new ArrayList<>();
    @Nullable Status status = StatusProto.fromThrowable(error);
    String message = error.getStatus().getDescription();
    lines.add(SafeText.line(message == null || message.isEmpty() ? word(error) : message));
    if (status == null) {
      return lines;
    }
    detail(status, BadRequest.class)
        .ifPresent(
            bad ->
                bad.getFieldViolationsList().stream()
                    .map(v -> SafeText.line(v.getField() + ": " + v.getDescription()))
                    .filter(line -> !line.equals(lines.getFirst()))
                    .forEach(line -> lines.add("  " + line)));
    detail(status, ErrorInfo.class)
        .map(info -> info.getMetadataMap().get("nearest"))
        .ifPresent(nearest -> lines.add("  Nearest: " + SafeText.line(nearest)));
    detail(status, RetryInfo.class)
        .ifPresent(
            retry -> lines.add("  Try again in " + retry.getRetryDelay().getSeconds() + " s."));
    return lines;
  }

  private static String word(StatusRuntimeException error) {
    return "The service answered " + error.getStatus().getCode() + ".";
  }

  private static <M extends Message> Optional<M> detail(Status status, Class<M> type) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        try {
          return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException _) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
