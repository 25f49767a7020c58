package io.barometer.edge;

import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bearer key of a call into its {@link Caller}, and refuses every call but health checks
 * without one.
 */
@GlobalInterceptor
@ApplicationScoped
public class CredentialInterceptor implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

  private final Credentials credentials;

  CredentialInterceptor(@ConfigProperty(name = "barometer.keys") Optional<String> keys) {
    this.credentials = Credentials.parse(keys.orElse(""));
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (call.getMethodDescriptor().getFullMethodName().startsWith("grpc.health.")) {
      return next.startCall(call, headers);
    }
    String header = headers.get(AUTHORIZATION);
    String key = header == null ? null : key(header);
    Caller caller = key == null ? null : credentials.find(key);
    if (key == null || caller == null) {
      return close(call, header);
    }
    Context context =
        Context.current()
            .withValue(Caller.KEY, caller)
            .withValue(BearerCredentials.KEY, new BearerCredentials(key));
    return Contexts.interceptCall(context, call, headers, next);
  }

  static Refusal unauthenticated(String message) {
    return Refusal.of(Status.Code.UNAUTHENTICATED, ErrorReason.ERROR_REASON_UNAUTHENTICATED)
        .message(message + " Send the header \"authorization: Bearer KEY\".");
  }

  private static @Nullable String key(String header) {
    var matcher = BEARER.matcher(header);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private static <Q, A> ServerCall.Listener<Q> close(
      ServerCall<Q, A> call, @Nullable String header) {
    unauthenticated(
            header == null
                ? "The call carries no credential."
                : "The credential of the call is not known.")
        .end(call);
    return new ServerCall.Listener<>() {};
  }
}
