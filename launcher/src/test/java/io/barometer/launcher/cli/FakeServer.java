package io.barometer.launcher.cli;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Services of a test on a free port of this machine. */
final class FakeServer implements AutoCloseable {
  private final Server server;
  private final String address;

  FakeServer(BindableService... services) {
    var builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
    for (BindableService service : services) {
      builder.addService(service);
    }
    try {
      server = builder.build().start();
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    address = "127.0.0.1:" + server.getPort();
  }

  /** Where it listens, or did. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
