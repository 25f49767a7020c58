package io.barometer.edge;

import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.Status;
import java.util.Locale;

/**
 * Who calls. Known from the credential only, never from the message.
 *
 * @param tenantId the tenant the credential belongs to; {@code *} for a service
 * @param role what the credential may do
 */
public record Caller(String tenantId, Role role) {

  static final Context.Key<Caller> KEY = Context.key("barometer-caller");

  /**
   * The caller of the RPC that runs on this thread. Ask on the thread on which the RPC began,
   * before the first asynchronous step.
   *
   * @throws Refusal UNAUTHENTICATED when the call carries no known credential
   */
  public static Caller current() {
    Caller caller = KEY.get();
    if (caller == null) {
      throw CredentialInterceptor.unauthenticated("The call carries no credential.");
    }
    return caller;
  }

  /**
   * The caller, provided that it has the given role.
   *
   * @throws Refusal PERMISSION_DENIED with the role that the call needs
   */
  public static Caller require(Role role) {
    Caller caller = current();
    if (caller.role != role) {
      String name = role.name().toLowerCase(Locale.ROOT);
      throw Refusal.of(Status.Code.PERMISSION_DENIED, ErrorReason.ERROR_REASON_PERMISSION_DENIED)
          .message("This call needs a credential with the role \"" + name + "\".")
          .meta("required_role", name);
    }
    return caller;
  }
}
