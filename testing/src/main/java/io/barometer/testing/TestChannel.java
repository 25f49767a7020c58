package io.barometer.testing;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** A connection to the service under test, or to any other, with a credential or without. */
public final class TestChannel implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ManagedChannel channel;

  private TestChannel(ManagedChannel channel) {
    this.channel = channel;
  }

  /** To the Quarkus application of this test. */
  public static TestChannel open() {
    return to(ConfigProvider.getConfig().getValue(BarometerServers.GRPC_PORT, Integer.class));
  }

  /** To a port on the loopback interface. */
  public static TestChannel to(int port) {
    return new TestChannel(
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .maxInboundMessageSize(64 * 1024 * 1024)
            .build());
  }

  /** Calls carry this key; see {@link TestKeys}. */
  public Channel as(String key) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + key);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** Calls carry no credential. */
  public Channel anonymous() {
    return channel;
  }

  /** Closes the connection and waits for it. */
  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
