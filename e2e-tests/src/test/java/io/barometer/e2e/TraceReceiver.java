package io.barometer.e2e;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** Takes traces by OTLP over gRPC and keeps every span with the name of its service. */
final class TraceReceiver extends TraceServiceGrpc.TraceServiceImplBase implements AutoCloseable {

  /** A span and who made it. */
  record Told(String service, Span span) {
    String traceId() {
      return hex(span.getTraceId());
    }

    String spanId() {
      return hex(span.getSpanId());
    }

    String parentId() {
      return hex(span.getParentSpanId());
    }

    private static String hex(ByteString bytes) {
      return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public String toString() {
      return service + " " + span.getName() + " " + span.getKind() + " trace " + traceId();
    }
  }

  private final List<Told> spans = new ArrayList<>();
  private final Server server;

  TraceReceiver() throws IOException {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))
            .addService(this)
            .build()
            .start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** Everything so far. */
  synchronized List<Told> spans() {
    return List.copyOf(spans);
  }

  /** Waits until what came satisfies the condition, or the time is over. */
  synchronized List<Told> await(Predicate<List<Told>> condition, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.test(spans) && System.nanoTime() < deadline) {
      wait(100);
    }
    return spans();
  }

  @Override
  public void export(
      ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
    synchronized (this) {
      request.getResourceSpansList().forEach(this::keep);
      notifyAll();
    }
    answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
    answer.onCompleted();
  }

  private void keep(ResourceSpans resource) {
    String service =
        resource.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(KeyValue::getValue)
            .map(value -> value.getStringValue())
            .findFirst()
            .orElse("");
    resource
        .getScopeSpansList()
        .forEach(scope -> scope.getSpansList().forEach(s -> spans.add(new Told(service, s))));
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
