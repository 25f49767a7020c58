package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.AdvanceClockResponse;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceImplBase;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceChannelTest {

  private static Server server(int port) throws Exception {
    return NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
        .addService(
            new IngestionServiceImplBase() {
              @Override
              public void advanceClock(
                  AdvanceClockRequest request, StreamObserver<AdvanceClockResponse> observer) {
                observer.onNext(AdvanceClockResponse.getDefaultInstance());
                observer.onCompleted();
              }
            })
        .build()
        .start();
  }

  private static void call(IngestionServiceBlockingStub stub) {
    stub.withDeadlineAfter(5, TimeUnit.SECONDS)
        .advanceClock(AdvanceClockRequest.getDefaultInstance());
  }

  @Test
  void aServiceThatWasAwayForLongIsFoundAgainWithinTwoSeconds() throws Exception {
    Server first = server(0);
    int port = first.getPort();
    ManagedChannel channel = ServiceChannel.open("127.0.0.1:" + port);
    var stub = IngestionServiceGrpc.newBlockingStub(channel);
    try {
      call(stub);
      first.shutdownNow().awaitTermination();
      Duration away = Duration.ofSeconds(7);
      for (long end = System.nanoTime() + away.toNanos(); System.nanoTime() < end; ) {
        var failure = catchThrowableOfType(StatusRuntimeException.class, () -> call(stub));
        assertThat(failure).matches(ServiceChannel::isAway);
        Thread.sleep(200);
      }

      Server second = server(port);
      try {
        stub.withWaitForReady()
            .withDeadlineAfter(2, TimeUnit.SECONDS)
            .advanceClock(AdvanceClockRequest.getDefaultInstance());
      } finally {
        second.shutdownNow();
      }
    } finally {
      channel.shutdownNow();
    }
  }
}
