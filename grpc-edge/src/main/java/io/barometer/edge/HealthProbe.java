package io.barometer.edge;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;

/** Asks services whether they serve, as {@code helm test} does; exit code 1 when one does not. */
public final class HealthProbe {

  private static final long DEADLINE_SECONDS = 20;

  private HealthProbe() {}

  /** Takes addresses, each {@code host:port}. */
  public static void main(String[] addresses) {
    boolean all = true;
    for (String address : addresses) {
      String status = status(address);
      System.out.println(address + " " + status);
      all &= status.equals(ServingStatus.SERVING.name());
    }
    System.exit(all ? 0 : 1);
  }

  /** What the service says of itself, or why it says nothing. */
  static String status(String address) {
    ManagedChannel channel = ServiceChannel.open(address);
    try {
      return HealthGrpc.newBlockingStub(channel)
          .withWaitForReady()
          .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .check(HealthCheckRequest.getDefaultInstance())
          .getStatus()
          .name();
    } catch (StatusRuntimeException failure) {
      return failure.getStatus().toString();
    } finally {
      channel.shutdownNow();
    }
  }
}
