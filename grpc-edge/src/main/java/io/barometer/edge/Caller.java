package io.barometer.edge;

import io.grpc.Context;

/**
 * Who calls. Known from the credential only, never from the message.
 *
 * @param tenantId the tenant the credential belongs to; {@code *} for a service
 * @param roles what the credential may do
 * @param events which events it may record, when a role lets it record any
 * @param name who that is, for people and the records: a token's subject, what a key is called by
 */
public record Caller(String tenantId, Roles roles, EventScope events, String name) {

  static final Context.Key<Caller> KEY = Context.key("barometer-caller");

  /** A caller who may record what the roles alone allow. */
  public Caller(String tenantId, Roles roles, String name) {
    this(tenantId, roles, EventScope.of(roles), name);
  }

  /**
   * The caller of the RPC that runs on this thread, who holds a role that the RPC requires. Ask on
   * the thread on which the RPC began, before the first asynchronous step.
   *
   * @throws Refusal UNAUTHENTICATED when the call carries no known credential
   */
  public static Caller current() {
    Caller caller = KEY.get();
    if (caller == null) {
      throw AccessInterceptor.unauthenticated("The call carries no credential.");
    }
    return caller;
  }
}
