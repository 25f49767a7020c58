package io.barometer.edge;

import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Puts every failure of an RPC on the wire: a {@link Refusal} with its details, a gRPC status as it
 * is, and anything else as INTERNAL without a word about the inside, which goes to the log instead.
 */
@ApplicationScoped
public class RefusalHandlerProvider implements ExceptionHandlerProvider {

  private static final Logger LOG = Logger.getLogger(RefusalHandlerProvider.class);

  @Override
  public <Q, A> ExceptionHandler<Q, A> createHandler(
      ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata headers) {
    return new Handler<>(listener, call, headers);
  }

  @Override
  public Throwable transform(Throwable failure) {
    return toException(failure);
  }

  static StatusRuntimeException toException(Throwable failure) {
    return switch (failure) {
      case Refusal refusal -> refusal.toException();
      case StatusRuntimeException status -> status;
      case StatusException status -> status.getStatus().asRuntimeException(status.getTrailers());
      case CompletionException wrapped when wrapped.getCause() != null ->
          toException(wrapped.getCause());
      default -> LostDatabase.in(failure) ? unavailable(failure) : internal(failure);
    };
  }

  private static StatusRuntimeException unavailable(Throwable failure) {
    LOG.warnf("An RPC lost the database cause=\"%s\"", failure);
    return Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
        .message("The service has lost its database. Retry.")
        .retryAfter(Duration.ofSeconds(1))
        .toException();
  }

  private static StatusRuntimeException internal(Throwable failure) {
    LOG.error("An RPC failed", failure);
    return Refusal.of(Status.Code.INTERNAL, ErrorReason.ERROR_REASON_INTERNAL)
        .message(
            "Something failed inside the service. Retry with the same keys; the log has the cause.")
        .toException();
  }

  private static final class Handler<Q, A> extends ExceptionHandler<Q, A> {

    Handler(ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata headers) {
      super(listener, call, headers);
    }

    @Override
    protected void handleException(Throwable failure, ServerCall<Q, A> call, Metadata headers) {
      Refusal.end(call, toException(failure));
    }
  }
}
