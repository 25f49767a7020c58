package io.barometer.scoring.override;

import io.barometer.edge.BearerCredentials;
import io.barometer.edge.Refusal;
import io.barometer.edge.ServiceChannel;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.Duplicate;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordResult;
import io.barometer.proto.ingestion.v1.Recorded;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records events about overrides at the ingestion service, with the credential of whoever called:
 * history stays in one log, and nobody can write for another tenant. Blocks.
 */
@ApplicationScoped
public class OverrideEvents {
  private static final long DEADLINE_SECONDS = 10;
  private static final String SOURCE = "barometer";

  private final ManagedChannel channel;

  OverrideEvents(
      @ConfigProperty(name = "barometer.ingestion.address", defaultValue = "127.0.0.1:7401")
          String address) {
    this.channel = ServiceChannel.open(address);
  }

  /** Where an event stands in the log. */
  record Place(int shard, long position, boolean duplicate) {}

  /**
   * Records an event that happens now. The same request id finds what it recorded first.
   *
   * @throws Refusal ALREADY_EXISTS when the request id stands for something else
   */
  Place record(BearerCredentials caller, String accountId, String requestId, Event.Builder event) {
    event.setAccountId(accountId).setSource(SOURCE).setEventKey("override/" + requestId);
    var request = RecordEventsRequest.newBuilder().setRequestId(requestId).addEvents(event).build();
    try {
      var answer =
          IngestionServiceGrpc.newBlockingStub(channel)
              .withCallCredentials(caller)
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .recordEvents(request);
      return place(answer.getResults(0));
    } catch (StatusRuntimeException refused) {
      throw translated(refused, requestId);
    }
  }

  private static Place place(RecordResult result) {
    if (result.hasDuplicate()) {
      Duplicate duplicate = result.getDuplicate();
      return new Place(duplicate.getShard(), duplicate.getPosition(), true);
    }
    Recorded recorded = result.getRecorded();
    return new Place(recorded.getShard(), recorded.getPosition(), false);
  }

  private static RuntimeException translated(StatusRuntimeException refused, String requestId) {
    if (ServiceChannel.isAway(refused)) {
      return Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
          .message("The ingestion service is away. Retry with the same request id.")
          .retryAfter(Duration.ofSeconds(1));
    }
    if (refused.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
      return Refusal.of(Status.Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_REQUEST_ID_REUSED)
          .message("The request id was used before for something else.")
          .meta("request_id", requestId);
    }
    return refused;
  }

  @PreDestroy
  void close() {
    channel.shutdownNow();
  }
}
