package io.barometer.edge;

import io.barometer.proto.access.v1.Role;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides who may call what: turns the credential of a call into its {@link
 * Caller}, and refuses every call but health checks without one, or without a role that the RPC
 * requires.
 */
@GlobalInterceptor
@ApplicationScoped
public class AccessInterceptor implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");
  private static final String HEALTH = "grpc.health.";

  private final Credentials credentials;

  AccessInterceptor(@ConfigProperty(name = "barometer.keys") Optional<String> keys) {
    this.credentials = Credentials.parse(keys.orElse(""));
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    MethodDescriptor<Q, A> method = call.getMethodDescriptor();
    if (method.getFullMethodName().startsWith(HEALTH)) {
      return next.startCall(call, headers);
    }
    String header = headers.get(AUTHORIZATION);
    String key = header == null ? null : key(header);
    Caller caller = key == null ? null : credentials.find(key);
    if (key == null || caller == null) {
      return refuse(
          call,
          unauthenticated(
              header == null
                  ? "The call carries no credential."
                  : "The credential of the call is not known."));
    }
    if (!RequiredRoles.allow(caller, method)) {
      return refuse(call, denied(RequiredRoles.of(method)));
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

  private static Refusal denied(List<Role> required) {
    Refusal refusal =
        Refusal.of(Status.Code.PERMISSION_DENIED, ErrorReason.ERROR_REASON_PERMISSION_DENIED);
    if (required.isEmpty()) {
      return refusal.message("This call requires a role that nobody has.");
    }
    String name = Roles.name(required.getFirst());
    return refusal
        .message("This call needs a credential with the role \"" + name + "\".")
        .meta("required_role", name);
  }

  private static @Nullable String key(String header) {
    var matcher = BEARER.matcher(header);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Refusal refusal) {
    refusal.end(call);
    return new ServerCall.Listener<>() {};
  }
}
