package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import io.barometer.launcher.stack.Addresses;
import io.barometer.launcher.stack.Service;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.scoring.v1.ModelServiceGrpc;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The borders of the running processes: credentials, reflection, health, metrics. */
@ExtendWith(ImportedExample.Resolver.class)
class EdgesIT {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final Map<Service, List<ServiceDescriptor>> SERVICES =
      Map.of(
          Service.INGESTION,
          List.of(
              IngestionServiceGrpc.getServiceDescriptor(),
              EventLogServiceGrpc.getServiceDescriptor()),
          Service.SCORING,
          List.of(
              ScoringServiceGrpc.getServiceDescriptor(),
              ScoreLogServiceGrpc.getServiceDescriptor(),
              ModelServiceGrpc.getServiceDescriptor(),
              ReplayServiceGrpc.getServiceDescriptor()),
          Service.ALERTING,
          List.of(AlertingServiceGrpc.getServiceDescriptor()));

  private final ImportedExample example;

  EdgesIT(ImportedExample example) {
    this.example = example;
  }

  /** A method of the contracts and who serves it. */
  record Rpc(Service service, MethodDescriptor<?, ?> method) {
    @Override
    public String toString() {
      return method.getFullMethodName();
    }
  }

  static Stream<Rpc> everyRpc() {
    return SERVICES.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .flatMap(service -> service.getMethods().stream())
                    .map(method -> new Rpc(entry.getKey(), method)));
  }

  static Stream<Rpc> everyRpcAcrossTenants() {
    return everyRpc()
        .filter(
            rpc ->
                rpc.method().getFullMethodName().contains("LogService/")
                    || rpc.method().equals(ReplayServiceGrpc.getReadReplayMethod()));
  }

  @ParameterizedTest
  @MethodSource("everyRpc")
  void a_call_without_a_credential_is_refused(Rpc rpc) throws InterruptedException {
    refused(rpc, "", Status.Code.UNAUTHENTICATED, "UNAUTHENTICATED");
  }

  @ParameterizedTest
  @MethodSource("everyRpc")
  void a_call_with_an_unknown_key_is_refused(Rpc rpc) throws InterruptedException {
    refused(rpc, "Bearer " + "0".repeat(64), Status.Code.UNAUTHENTICATED, "UNAUTHENTICATED");
  }

  @ParameterizedTest
  @MethodSource("everyRpcAcrossTenants")
  void a_tenants_key_does_not_read_across_tenants(Rpc rpc) throws InterruptedException {
    String key = "Bearer " + example.platform().credentials().apiKey();
    refused(rpc, key, Status.Code.PERMISSION_DENIED, "PERMISSION_DENIED");
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void reflection_lists_the_contracts(Service service) throws Exception {
    List<String> names =
        Objects.requireNonNull(SERVICES.get(service)).stream()
            .map(ServiceDescriptor::getName)
            .toList();
    String key = "Bearer " + example.platform().credentials().apiKey();

    withChannel(
        service, channel -> assertThat(reflected(withHeader(channel, key))).containsAll(names));
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void grpc_health_answers_without_a_credential(Service service) throws Exception {
    withChannel(
        service,
        channel ->
            assertThat(
                    HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING));
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void every_metric_of_ours_has_a_help_text(Service service) throws Exception {
    List<String> lines = get(service, "/q/metrics").lines().toList();
    TreeSet<String> ours = new TreeSet<>();
    TreeSet<String> helped = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith("# TYPE barometer_")) {
        ours.add(line.split(" ")[2]);
      } else if (line.matches("# HELP barometer_\\S+ \\S.*")) {
        helped.add(line.split(" ")[2]);
      }
    }
    assertThat(ours).hasSizeGreaterThanOrEqualTo(4);
    assertThat(helped).containsAll(ours);
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void readiness_is_up(Service service) throws Exception {
    assertThat(get(service, "/q/health/ready")).contains("\"status\": \"UP\"");
  }

  @Test
  void every_service_of_the_contracts_is_served_by_somebody() {
    assertThat(everyRpc()).hasSizeGreaterThanOrEqualTo(25);
  }

  private void refused(Rpc rpc, String authorization, Status.Code code, String reason)
      throws InterruptedException {
    withChannel(
        rpc.service(),
        channel -> {
          Channel with = authorization.isEmpty() ? channel : withHeader(channel, authorization);
          StatusRuntimeException refusal = call(with, rpc.method());
          assertThat(refusal.getStatus().getCode()).as(rpc.toString()).isEqualTo(code);
          assertThat(reason(refusal)).as(rpc.toString()).isEqualTo(reason);
        });
  }

  @SuppressWarnings("unchecked")
  private static StatusRuntimeException call(Channel channel, MethodDescriptor<?, ?> method)
      throws Exception {
    MethodDescriptor<Object, Object> any = (MethodDescriptor<Object, Object>) method;
    MethodDescriptor.PrototypeMarshaller<Object> marshaller =
        (MethodDescriptor.PrototypeMarshaller<Object>) any.getRequestMarshaller();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    StreamObserver<Object> answers =
        new StreamObserver<>() {
          @Override
          public void onNext(Object answer) {
            end.complete(new AssertionError("an answer: " + answer));
          }

          @Override
          public void onError(Throwable error) {
            end.complete(error);
          }

          @Override
          public void onCompleted() {
            end.complete(new AssertionError("the call ended well"));
          }
        };
    StreamObserver<Object> requests =
        ClientCalls.asyncBidiStreamingCall(channel.newCall(any, CallOptions.DEFAULT), answers);
    requests.onNext(marshaller.getMessagePrototype());
    requests.onCompleted();
    Throwable error = end.get(10, TimeUnit.SECONDS);
    assertThat(error).isInstanceOf(StatusRuntimeException.class);
    return (StatusRuntimeException) error;
  }

  private static String reason(StatusRuntimeException refusal) throws Exception {
    com.google.rpc.Status status = StatusProto.fromThrowable(refusal);
    assertThat(status).isNotNull();
    for (var detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        return detail.unpack(ErrorInfo.class).getReason();
      }
    }
    return "";
  }

  private static List<String> reflected(Channel channel) throws Exception {
    CompletableFuture<List<String>> names = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    names.complete(
                        response.getListServicesResponse().getServiceList().stream()
                            .map(service -> service.getName())
                            .toList());
                  }

                  @Override
                  public void onError(Throwable error) {
                    names.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {
                    names.complete(List.of());
                  }
                });
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());
    List<String> found = names.get(10, TimeUnit.SECONDS);
    requests.onCompleted();
    return found;
  }

  private interface Use {
    void with(Channel channel) throws Exception;
  }

  private void withChannel(Service service, Use use) throws InterruptedException {
    ManagedChannel channel =
        ManagedChannelBuilder.forTarget(addresses().grpc(service)).usePlaintext().build();
    try {
      use.with(channel);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    } finally {
      channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static Channel withHeader(Channel channel, String authorization) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, authorization);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private String get(Service service, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(addresses().http(service) + path))
              .header("Accept", "*/*")
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private Addresses addresses() {
    return example.platform().addresses();
  }
}
