package io.barometer.alerting.tryout;

import io.barometer.edge.BearerCredentials;
import io.barometer.edge.Refusal;
import io.barometer.edge.ServiceChannel;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.DailySpan;
import io.barometer.proto.scoring.v1.ReadDailyScoresRequest;
import io.barometer.proto.scoring.v1.ReadDailyScoresResponse;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc.ScoreLogServiceBlockingStub;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Scores day by day at their owner, the scoring service. Blocks. */
@ApplicationScoped
class DailyScoresReader {
  private static final long DEADLINE_SECONDS = 300;

  private final ManagedChannel channel;
  private final ScoreLogServiceBlockingStub scoring;

  DailyScoresReader(
      @ConfigProperty(name = "barometer.scoring.address") String address,
      @ConfigProperty(name = "barometer.service-key") Optional<String> serviceKey) {
    this.channel = ServiceChannel.open(address);
    this.scoring =
        ScoreLogServiceGrpc.newBlockingStub(channel)
            .withCallCredentials(new BearerCredentials(serviceKey.orElse("")));
  }

  /**
   * Hands over every account; tells the days that were read.
   *
   * @throws Refusal INVALID_ARGUMENT with what scoring says of the request, UNAVAILABLE when it
   *     does not answer
   */
  DailySpan read(ReadDailyScoresRequest request, BiConsumer<DailySpan, DailyScores> reader) {
    DailySpan span = DailySpan.getDefaultInstance();
    try (var call = Context.current().withCancellation()) {
      Context before = call.attach();
      try {
        Iterator<ReadDailyScoresResponse> parts =
            scoring.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).readDailyScores(request);
        while (parts.hasNext()) {
          ReadDailyScoresResponse part = parts.next();
          if (part.hasSpan()) {
            span = part.getSpan();
          } else {
            reader.accept(span, part.getAccount());
          }
        }
      } finally {
        call.detach(before);
      }
    } catch (StatusRuntimeException failure) {
      throw told(failure);
    }
    return span;
  }

  private static RuntimeException told(StatusRuntimeException failure) {
    if (failure.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
      return Refusal.of(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_TIME_RANGE)
          .message(
              String.valueOf(failure.getStatus().getDescription())
                  + " (the dates, or the score that a rule watches)");
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
