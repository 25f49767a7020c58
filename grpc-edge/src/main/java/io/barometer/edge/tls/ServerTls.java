package io.barometer.edge.tls;

import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.inject.Singleton;

/** Sets the gRPC server up before it listens. */
@Singleton
public class ServerTls implements ServerBuilderCustomizer<VertxServerBuilder> {

  @Override
  public void customize(GrpcServerConfiguration server, VertxServerBuilder builder) {
    Transport.configured().secure(builder.nettyBuilder(), server.host());
  }
}
