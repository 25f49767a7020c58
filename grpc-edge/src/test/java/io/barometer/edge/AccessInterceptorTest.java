package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import io.barometer.edge.tls.ServiceIdentities;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.AdvanceClockResponse;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceImplBase;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ListEventsResponse;
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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    var interceptor =
        new AccessInterceptor(
            List.of(
                new FixedKeys(
                    Optional.of(
                        "viewer:acme:"
                            + FixedKeys.hash("viewer")
                            + ",admin:acme:"
                            + FixedKeys.hash("admin")
                            + ",source:acme:"
                            + FixedKeys.hash("source")))),
            new ServiceIdentities(Optional.empty()));
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
    StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, call::run);
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
  }
}
