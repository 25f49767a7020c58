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
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a service answered, in lines for people: never a stack trace. */
final class RemoteErrors {
  private RemoteErrors() {}

  static List<String> lines(StatusRuntimeException error) {
    return switch (error.getStatus().getCode()) {
      case UNAVAILABLE -> unavailable(error);
      case DEADLINE_EXCEEDED ->
          List.of("The service took too long. See ./barometer status, then try again.");
      case UNAUTHENTICATED ->
          List.of("The services do not know this key or token. Is --data or --servers theirs?");
      default -> answered(error);
    };
  }

  /** A service that says so itself is quoted; else nobody was there, or not by TLS as expected. */
  private static List<String> unavailable(StatusRuntimeException error) {
    if (StatusProto.fromThrowable(error) instanceof Status status && status.getDetailsCount() > 0) {
      return answered(error);
    }
    @Nullable Throwable cause = error.getCause();
    while (cause != null && !(cause instanceof SSLException)) {
      cause = cause.getCause();
    }
    return cause == null
        ? List.of(
            "The services do not answer. Start them with ./barometer up, see ./barometer status;"
                + " elsewhere check --servers.")
        : List.of(
            "No TLS with the services: " + SafeText.line(String.valueOf(cause.getMessage())),
            "  Name who signed their certificates by --ca FILE; http:// before --servers is plain"
                + " text.");
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
