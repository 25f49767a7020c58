package io.barometer.benchmarks.servers;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;

/** A connection to a service, with a key. Answers are handled on the network thread. */
public final class Caller implements AutoCloseable {
  private static final int MAX_ANSWER = 64 << 20;

  private final ManagedChannel connection;
  private final Channel channel;

  /** A connection to host and port. */
  public Caller(String address, String key) {
    this.connection =
        NettyChannelBuilder.forTarget(address)
            .usePlaintext()
            .directExecutor()
            .maxInboundMessageSize(MAX_ANSWER)
            .build();
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
    this.channel =
        ClientInterceptors.intercept(
            connection, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** What stubs are made of. */
  public Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    connection.shutdownNow();
  }
}
