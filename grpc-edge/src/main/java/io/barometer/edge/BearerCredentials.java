package io.barometer.edge;

import io.grpc.CallCredentials;
import io.grpc.Context;
import io.grpc.Metadata;
import java.util.concurrent.Executor;

/** Attaches a key to every call of a channel, as services do among themselves. */
public final class BearerCredentials extends CallCredentials {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  static final Context.Key<BearerCredentials> KEY = Context.key("barometer-credential");

  private final Metadata headers = new Metadata();

  /**
   * Credentials of a key.
   *
   * @param key blank for none: the certificate of the connection says who calls
   */
  public BearerCredentials(String key) {
    if (!key.isBlank()) {
      headers.put(AUTHORIZATION, "Bearer " + key);
    }
  }

  /**
   * What the RPC that runs on this thread came with, to act for its caller at another service. Ask
   * on the thread on which the RPC began, before the first asynchronous step.
   *
   * @throws Refusal UNAUTHENTICATED when the call carries no known credential
   */
  public static BearerCredentials ofCaller() {
    BearerCredentials own = KEY.get();
    if (own == null) {
      throw AccessInterceptor.unauthenticated("The call carries no credential.");
    }
    return own;
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    applier.apply(headers);
  }

  /** Without the key, so that no log can show it. */
  @Override
  public String toString() {
    return "BearerCredentials[hidden]";
  }
}
