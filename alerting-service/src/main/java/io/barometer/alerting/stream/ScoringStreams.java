package io.barometer.alerting.stream;

import io.barometer.edge.BearerCredentials;
import io.barometer.edge.Refusal;
import io.barometer.edge.ServiceChannel;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.CallCredentials;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The way to the scoring service for answers that come as streams. Blocks. */
@ApplicationScoped
public class ScoringStreams {
  private final ManagedChannel channel;
  private final CallCredentials credentials;

  ScoringStreams(
      @ConfigProperty(name = "barometer.scoring.address") String address,
      @ConfigProperty(name = "barometer.service-key") Optional<String> serviceKey) {
    this.channel = ServiceChannel.open(address);
    this.credentials = new BearerCredentials(serviceKey.orElse(""));
  }

  public ManagedChannel channel() {
    return channel;
  }

  public CallCredentials credentials() {
    return credentials;
  }

  /**
   * Hands over every part. What the reader throws ends the call at its owner too.
   *
   * @param refused what a failure means to whoever asked; empty when it means nothing special
   * @throws Refusal as told, or UNAVAILABLE when scoring does not answer
   */
  public <T> void read(
      Supplier<Iterator<T>> call, Consumer<T> reader, Function<Status, Optional<Refusal>> refused) {
    try (var context = Context.current().withCancellation()) {
      Context before = context.attach();
      try {
        call.get().forEachRemaining(reader);
      } finally {
        context.detach(before);
      }
    } catch (StatusRuntimeException failure) {
      throw told(failure, refused);
    }
  }

  private static RuntimeException told(
      StatusRuntimeException failure, Function<Status, Optional<Refusal>> refused) {
    Optional<Refusal> refusal = refused.apply(failure.getStatus());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (ServiceChannel.isAway(failure)) {
      return Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
          .message("The scores cannot be read now. Retry.")
          .retryAfter(Duration.ofSeconds(1));
    }
    return failure;
  }

  @PreDestroy
  void close() {
    channel.shutdownNow();
  }
}
