package io.barometer.edge;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** The way from one service of the platform to another. */
public final class ServiceChannel {

  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  private ServiceChannel() {}

  /**
   * Opens a channel; the connection is made with the first call. Use it with {@link
   * BearerCredentials}.
   *
   * @param address {@code host:port}
   */
  public static ManagedChannel open(String address) {
    return NettyChannelBuilder.forTarget("dns:///" + address)
        .usePlaintext()
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .keepAliveTime(60, TimeUnit.SECONDS)
        .build();
  }
}
