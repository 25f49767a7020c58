package io.barometer.edge;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expected "no" to a caller: a status code, a reason from {@link ErrorReason} and what the
 * caller can do. Carries no stack trace, since it is an answer and not a bug.
 */
public final class Refusal extends RuntimeException {

  /** The domain of every ErrorInfo. */
  public static final String DOMAIN = "barometer";

  /** More violations than this are cut off. */
  public static final int MAX_VIOLATIONS = 50;

  private static final String REASON_PREFIX = "ERROR_REASON_";

  private final Status.Code code;
  private final ErrorReason reason;
  private final Map<String, String> meta = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private String text;
  private java.time.@Nullable Duration retryAfter;
  private @Nullable String quotaSubject;

  private Refusal(Status.Code code, ErrorReason reason) {
    super(null, null, false, false);
    this.code = code;
    this.reason = reason;
    this.text = name(reason);
  }

  /** A refusal with the given code and reason. */
  public static Refusal of(Status.Code code, ErrorReason reason) {
    return new Refusal(code, reason);
  }

  /** The reason as clients see it, for example {@code BATCH_EMPTY}. */
  public static String name(ErrorReason reason) {
    return reason.name().substring(REASON_PREFIX.length());
  }

  /** Sets the sentence for people: what is wrong and what to do. */
  public Refusal message(String message) {
    this.text = message;
    return this;
  }

  /** Adds a figure to the ErrorInfo. */
  public Refusal meta(String key, String value) {
    meta.put(key, value);
    return this;
  }

  /** Adds a wrong field. */
  public Refusal violation(String path, ErrorReason why, String description) {
    return violation(new Violation(path, why, description, Map.of()));
  }

  Refusal violation(Violation violation) {
    violations.add(violation);
    return this;
  }

  /** Says when the same call may work. */
  public Refusal retryAfter(java.time.Duration after) {
    this.retryAfter = after;
    return this;
  }

  /** Says whose quota is used up; adds a QuotaFailure. */
  public Refusal quota(String subject) {
    this.quotaSubject = subject;
    return this;
  }

  public Status.Code code() {
    return code;
  }

  public ErrorReason reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return text;
  }

  /** The refusal as google.rpc.Status with all its details. */
  public com.google.rpc.Status toStatus() {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(text);
    status.addDetails(
        Any.pack(
            ErrorInfo.newBuilder()
                .setReason(name(reason))
                .setDomain(DOMAIN)
                .putAllMetadata(meta)
                .build()));
    if (!violations.isEmpty()) {
      status.addDetails(Any.pack(badRequest()));
    }
    if (quotaSubject != null) {
      status.addDetails(Any.pack(quotaFailure(quotaSubject)));
    }
    if (retryAfter != null) {
      status.addDetails(Any.pack(retryInfo(retryAfter)));
    }
    return status.build();
  }

  /** The refusal as gRPC throws it, details in the trailers. */
  public StatusRuntimeException toException() {
    return StatusProto.toStatusRuntimeException(toStatus());
  }

  /** Ends a call with this answer. */
  void end(ServerCall<?, ?> call) {
    end(call, toException());
  }

  /** Ends a call with a status and its details. */
  static void end(ServerCall<?, ?> call, StatusRuntimeException answer) {
    Metadata trailers = answer.getTrailers();
    call.close(answer.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  private BadRequest badRequest() {
    BadRequest.Builder fields = BadRequest.newBuilder();
    for (Violation violation : violations.subList(0, Math.min(violations.size(), MAX_VIOLATIONS))) {
      fields.addFieldViolations(
          BadRequest.FieldViolation.newBuilder()
              .setField(violation.path())
              .setReason(name(violation.reason()))
              .setDescription(violation.text()));
    }
    return fields.build();
  }

  private QuotaFailure quotaFailure(String subject) {
    return QuotaFailure.newBuilder()
        .addViolations(QuotaFailure.Violation.newBuilder().setSubject(subject).setDescription(text))
        .build();
  }

  private static RetryInfo retryInfo(java.time.Duration after) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            Duration.newBuilder().setSeconds(after.getSeconds()).setNanos(after.getNano()))
        .build();
  }
}
