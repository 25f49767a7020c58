package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import io.barometer.edge.tls.ServiceIdentities;
import io.barometer.proto.access.v1.Role;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.AdvanceClockResponse;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceImplBase;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ListEventsResponse;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessInterceptorTest {

  /** An RPC of ours whose contract says no role. */
  private static final MethodDescriptor<AdvanceClockRequest, AdvanceClockResponse> SILENT =
      IngestionServiceGrpc.getAdvanceClockMethod().toBuilder()
          .setFullMethodName("barometer.test.v1.TestService/Silent")
          .setSchemaDescriptor(null)
          .build();

  private final Vertx vertx = Vertx.vertx();
  private final AtomicBoolean ended = new AtomicBoolean();
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    var interceptor =
        new AccessInterceptor(
            List.of(
                this::passing,
                new FixedKeys(
                    Optional.of(
                        "viewer:acme:"
                            + FixedKeys.hash("viewer")
                            + ",admin:acme:"
                            + FixedKeys.hash("admin")
                            + ",source:acme:"
                            + FixedKeys.hash("source")))),
            new ServiceIdentities(Optional.empty()),
            vertx,
            Duration.ofMillis(20));
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(ServerInterceptors.intercept(new Answering(), interceptor))
            .addService(ServerInterceptors.intercept(silent(), interceptor))
            .build()
            .start();
    channel = ServiceChannel.open("127.0.0.1:" + server.getPort());
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whoHoldsTheRoleOrOneThatIncludesItIsLetThrough() {
    assertThat(read("viewer")).isEqualTo("acme");
    assertThat(read("admin")).isEqualTo("acme");
  }

  @Test
  void whoDoesNotHoldItIsToldWhichRoleIsMissing() throws IOException {
    assertThat(refused(() -> read("source")))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED {required_role=viewer}");
    assertThat(refused(() -> advance("admin")))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED {required_role=source}");
  }

  @Test
  void anUnknownKeyIsNoCredential() throws IOException {
    assertThat(refused(() -> read("guess"))).isEqualTo("UNAUTHENTICATED UNAUTHENTICATED {}");
    assertThat(refused(() -> read(""))).isEqualTo("UNAUTHENTICATED UNAUTHENTICATED {}");
  }

  @Test
  void anRpcThatSaysNoRoleIsForNobody() throws IOException {
    assertThat(
            refused(
                () ->
                    ClientCalls.blockingUnaryCall(
                        channel,
                        SILENT,
                        io.grpc.CallOptions.DEFAULT.withCallCredentials(
                            new BearerCredentials("admin")),
                        AdvanceClockRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED {}");
  }

  @Test
  void aStreamWithoutTrafficEndsWhenItsCredentialDoes() throws Exception {
    var end = new CompletableFuture<Throwable>();
    var events =
        IngestionServiceGrpc.newStub(channel)
            .withCallCredentials(new BearerCredentials("passing"))
            .streamEvents(
                new StreamObserver<>() {
                  @Override
                  public void onNext(StreamEventsResponse opened) {
                    ended.set(true);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    end.complete(failure);
                  }

                  @Override
                  public void onCompleted() {
                    end.complete(new AssertionError("completed"));
                  }
                });
    events.onNext(StreamEventsRequest.getDefaultInstance());
    var refusal = (StatusRuntimeException) end.get(10, TimeUnit.SECONDS);
    assertThat(refused(refusal)).isEqualTo("UNAUTHENTICATED UNAUTHENTICATED {}");
  }

  /** A credential that is valid until it has ended. */
  private @Nullable Caller passing(String credential) {
    return credential.equals("passing") && !ended.get()
        ? new Caller("acme", Roles.of(Role.ROLE_SOURCE), "passing")
        : null;
  }

  private String read(String key) {
    return stub(key).listEvents(ListEventsRequest.getDefaultInstance()).getNextPageToken();
  }

  private void advance(String key) {
    stub(key).advanceClock(AdvanceClockRequest.getDefaultInstance());
  }

  private IngestionServiceGrpc.IngestionServiceBlockingStub stub(String key) {
    return IngestionServiceGrpc.newBlockingStub(channel)
        .withCallCredentials(new BearerCredentials(key))
        .withDeadlineAfter(5, TimeUnit.SECONDS);
  }

  private static String refused(Runnable call) throws IOException {
    return refused(catchThrowableOfType(StatusRuntimeException.class, call::run));
  }

  private static String refused(StatusRuntimeException refusal) throws IOException {
    com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(refusal));
    ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
    return refusal.getStatus().getCode() + " " + info.getReason() + " " + info.getMetadataMap();
  }

  private static ServerServiceDefinition silent() {
    return ServerServiceDefinition.builder("barometer.test.v1.TestService")
        .addMethod(
            SILENT,
            ServerCalls.asyncUnaryCall(
                (request, observer) -> {
                  observer.onNext(AdvanceClockResponse.getDefaultInstance());
                  observer.onCompleted();
                }))
        .build();
  }

  private static final class Answering extends IngestionServiceImplBase {
    @Override
    public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> observer) {
      observer.onNext(
          ListEventsResponse.newBuilder().setNextPageToken(Caller.current().tenantId()).build());
      observer.onCompleted();
    }

    /** Answers the first message, and never again. */
    @Override
    public StreamObserver<StreamEventsRequest> streamEvents(
        StreamObserver<StreamEventsResponse> observer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(StreamEventsRequest request) {
          observer.onNext(StreamEventsResponse.getDefaultInstance());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
      };
    }
  }
}
