package io.barometer.edge;

import io.barometer.edge.tls.ServiceIdentities;
import io.barometer.proto.access.v1.Role;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.arc.All;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

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
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final List<CredentialSource> sources;
  private final ServiceIdentities services;
  private final Vertx vertx;
  private final Duration idle;

  /** Decides by these credentials. */
  @Inject
  public AccessInterceptor(
      @All List<CredentialSource> sources, ServiceIdentities services, Vertx vertx) {
    this(sources, services, vertx, IDLE);
  }

  AccessInterceptor(
      List<CredentialSource> sources, ServiceIdentities services, Vertx vertx, Duration idle) {
    this.sources = sources;
    this.services = services;
    this.vertx = vertx;
    this.idle = idle;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (call.getMethodDescriptor().getFullMethodName().startsWith(HEALTH)) {
      return next.startCall(call, headers);
    }
    try {
      return let(call, headers, next);
    } catch (Refusal refusal) {
      refusal.end(call);
      return new ServerCall.Listener<>() {};
    }
  }

  /** A header counts before a certificate: a service may call for somebody else. */
  private <Q, A> ServerCall.Listener<Q> let(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String header = headers.get(AUTHORIZATION);
    String credential = header == null ? "" : credential(header);
    Caller caller = header == null ? services.find(call.getAttributes()) : caller(credential);
    if (caller == null) {
      throw unauthenticated("The call carries no credential.");
    }
    if (!RequiredRoles.allow(caller, call.getMethodDescriptor())) {
      throw denied(RequiredRoles.of(call.getMethodDescriptor()));
    }
    Context context =
        Context.current()
            .withValue(Caller.KEY, caller)
            .withValue(BearerCredentials.KEY, new BearerCredentials(credential));
    if (header == null || call.getMethodDescriptor().getType() == MethodType.UNARY) {
      return Contexts.interceptCall(context, call, headers, next);
    }
    var standing = new StandingCall<Q, A>(call, () -> caller(credential), vertx, idle);
    return standing.listener(Contexts.interceptCall(context, standing, headers, next));
  }

  private Caller caller(String credential) {
    for (CredentialSource source : sources) {
      Caller caller = source.find(credential);
      if (caller != null) {
        return caller;
      }
    }
    throw unknown();
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

  private static String credential(String header) {
    var matcher = BEARER.matcher(header);
    if (!matcher.matches()) {
      throw unknown();
    }
    return matcher.group(1);
  }

  private static Refusal unknown() {
    return unauthenticated("The credential of the call is not known.");
  }
}
