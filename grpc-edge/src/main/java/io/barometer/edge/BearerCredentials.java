package io.barometer.edge;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import java.util.concurrent.Executor;

/** Attaches a key to every call of a channel, as services do among themselves. */
public final class BearerCredentials extends CallCredentials {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Metadata headers = new Metadata();

  public BearerCredentials(String key) {
    headers.put(AUTHORIZATION, "Bearer " + key);
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
