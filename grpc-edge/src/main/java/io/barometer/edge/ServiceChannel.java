package io.barometer.edge;

import io.barometer.edge.tls.Transport;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The way from one service of the platform to another. */
public final class ServiceChannel {

  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
  private static final Executor A_SECOND_LATER =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private ServiceChannel() {}

  /**
   * Opens a channel; the connection is made with the first call, and a lost one is tried for again
   * every second. By TLS, with this service's certificate, when that is configured. Use it with
   * {@link BearerCredentials}.
   *
   * @param address {@code host:port}
   * @throws IllegalStateException when it would be plain text where that is not allowed
   */
  public static ManagedChannel open(String address) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget("dns:///" + address)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .keepAliveTime(60, TimeUnit.SECONDS);
    Transport.configured().secure(builder, address);
    ManagedChannel channel = builder.build();
    keepTrying(channel);
    return channel;
  }

  /** Whether a call failed because the other service is away or silent: it may work later. */
  public static boolean isAway(StatusRuntimeException failure) {
    Status.Code code = failure.getStatus().getCode();
    return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
  }

  /** gRPC by itself waits up to two minutes between tries. */
  private static void keepTrying(ManagedChannel channel) {
    ConnectivityState state = channel.getState(false);
    switch (state) {
      case TRANSIENT_FAILURE ->
          A_SECOND_LATER.execute(
              () -> {
                channel.resetConnectBackoff();
                keepTrying(channel);
              });
      case IDLE, CONNECTING, READY ->
          channel.notifyWhenStateChanged(state, () -> keepTrying(channel));
      case SHUTDOWN -> {}
    }
  }
}
