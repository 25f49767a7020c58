package io.barometer.edge.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.edge.AccessInterceptor;
import io.barometer.edge.Caller;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc.EventLogServiceImplBase;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.GetHeadsResponse;
import io.barometer.proto.ingestion.v1.ShardHead;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sockets, real certificates. */
class MutualTlsTest {

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir private static Path folder;
  private static TestAuthority authority;
  private static TestAuthority strangers;
  private static TlsFiles serverFiles;
  private static ReloadingTls serverTls;
  private static Server server;
  private static final AtomicReference<String> shown = new AtomicReference<>("");

  @BeforeAll
  static void start() throws Exception {
    authority = new TestAuthority(folder, "authority");
    strangers = new TestAuthority(folder, "strangers");
    serverFiles = authority.files("server", "dns:localhost", authority);
    serverTls = new ReloadingTls(serverFiles);
    var access =
        new AccessInterceptor(
            List.of(), new ServiceIdentities(Optional.of(List.of("scoring.barometer.svc"))), VERTX);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .sslContext(serverTls.server())
            .addService(ServerInterceptors.intercept(new Heads(), access, new Own()))
            .build()
            .start();
  }

  @AfterAll
  static void stop() {
    server.shutdownNow();
    serverTls.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aServiceIsKnownByItsCertificate() throws Exception {
    assertThat(call(authority.files("scoring", "dns:scoring.barometer.svc", authority)))
        .isEqualTo("OK");
    assertThat(call(authority.files("another", "dns:another.barometer.svc", authority)))
        .isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void withoutACertificateACallNeedsAKey() throws Exception {
    assertThat(call(stranger())).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNoneAndAServerOfAnotherIsNotSpokenTo() throws Exception {
    assertThat(call(strangers.files("stranger", "dns:scoring.barometer.svc", authority)))
        .isEqualTo("UNAVAILABLE");
    assertThat(call(authority.files("careful", "dns:scoring.barometer.svc", strangers)))
        .isEqualTo("UNAVAILABLE");
  }

  @Test
  void changedFilesCountForTheNextConnectionAndBrokenOnesChangeNothing() throws Exception {
    call(stranger());
    String before = shown.get();
    Files.writeString(serverFiles.certificate(), "no certificate");
    Thread.sleep(200);
    call(stranger());
    assertThat(shown.get()).isEqualTo(before);

    authority.renew(serverFiles, "renewed", "dns:localhost");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (shown.get().equals(before) && System.nanoTime() < end) {
      call(stranger());
    }
    assertThat(shown.get()).isEqualTo("CN=renewed");
  }

  /** A client without a certificate, and without a session to resume. */
  private static SslContext stranger() throws Exception {
    return GrpcSslContexts.forClient().trustManager(serverFiles.trust().toFile()).build();
  }

  @Test
  void plainTextIsForLoopbackUnlessSomebodySaysOtherwise() {
    var nothing = transport(Map.of());
    nothing.secure(NettyServerBuilder.forPort(0), "127.0.0.1");
    nothing.secure(NettyChannelBuilder.forTarget("localhost:1"), "localhost:1");
    assertThatThrownBy(() -> nothing.secure(NettyServerBuilder.forPort(0), "0.0.0.0"))
        .hasMessage(
            "Start refused: the service listens on 0.0.0.0 in plain text. Set barometer.tls.certificate,"
                + " barometer.tls.key and barometer.tls.trust; or barometer.tls.plaintext=true when"
                + " something else encrypts");
    assertThatThrownBy(
            () -> nothing.secure(NettyChannelBuilder.forTarget("scoring:7402"), "scoring:7402"))
        .hasMessageStartingWith("Start refused: the service calls scoring:7402 in plain text.");
    transport(Map.of("barometer.tls.plaintext", "true"))
        .secure(NettyServerBuilder.forPort(0), "0.0.0.0");
    assertThatThrownBy(() -> transport(Map.of("barometer.tls.certificate", "tls.crt")))
        .hasMessageStartingWith("Start refused: set barometer.tls.certificate,");
  }

  private static Transport transport(Map<String, String> settings) {
    return new Transport(
        new io.smallrye.config.SmallRyeConfigBuilder()
            .withSources(new io.smallrye.config.PropertiesConfigSource(settings, "test", 1))
            .build());
  }

  private static String call(TlsFiles files) throws Exception {
    try (ReloadingTls tls = new ReloadingTls(files)) {
      return call(tls.client());
    }
  }

  private static String call(SslContext client) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.getPort()).sslContext(client).build();
    try {
      GetHeadsResponse heads =
          EventLogServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .getHeads(GetHeadsRequest.getDefaultInstance());
      assertThat(heads.getHeadsCount()).isEqualTo(1);
      return "OK";
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode().name();
    } finally {
      channel.shutdownNow();
    }
  }

  private static final class Heads extends EventLogServiceImplBase {
    @Override
    public void getHeads(GetHeadsRequest request, StreamObserver<GetHeadsResponse> observer) {
      assertThat(Caller.current().tenantId()).isEqualTo("*");
      observer.onNext(GetHeadsResponse.newBuilder().addHeads(ShardHead.newBuilder()).build());
      observer.onCompleted();
    }
  }

  /** Notes which certificate the server showed. */
  private static final class Own implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      var session =
          Objects.requireNonNull(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
      shown.set(
          ((X509Certificate) session.getLocalCertificates()[0])
              .getSubjectX500Principal()
              .getName());
      return next.startCall(call, headers);
    }
  }
}
