package io.barometer.alerting.incident;

import com.google.protobuf.Timestamp;
import io.barometer.edge.BearerCredentials;
import io.barometer.edge.ServiceChannel;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.GetIncidentResponse;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc.ScoringServiceBlockingStub;
import io.barometer.proto.scoring.v1.Viewpoint;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What moved a score in the day before an alert fired, as scoring tells it. Blocks. */
@ApplicationScoped
class CausingChange {
  private static final long DEADLINE_SECONDS = 20;
  private static final long DAY_SECONDS = 86_400;

  private final ManagedChannel channel;
  private final ScoringServiceBlockingStub scoring;

  CausingChange(@ConfigProperty(name = "barometer.scoring.address") String address) {
    this.channel = ServiceChannel.open(address);
    this.scoring = ScoringServiceGrpc.newBlockingStub(channel);
  }

  /** Adds the ledger, or why there is none: an incident is told without it, too. */
  void tell(BearerCredentials caller, Alert first, GetIncidentResponse.Builder response) {
    try {
      response.setLedger(
          scoring
              .withCallCredentials(caller)
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .explainChange(
                  ExplainChangeRequest.newBuilder()
                      .setAccountId(first.getScore().getAccount().getAccountId())
                      .setScoreName(first.getScore().getScoreName())
                      .setFrom(at(first.getFiredTime(), -DAY_SECONDS))
                      .setTo(at(first.getFiredTime(), 0))
                      .build()));
    } catch (StatusRuntimeException failure) {
      String said = failure.getStatus().getDescription();
      response.setNoLedgerBecause(
          ServiceChannel.isAway(failure) || said == null ? "The scores cannot be read now." : said);
    }
  }

  private static Viewpoint at(Timestamp fired, long seconds) {
    Timestamp time = fired.toBuilder().setSeconds(fired.getSeconds() + seconds).build();
    return Viewpoint.newBuilder().setAsOfTime(time).setKnownAtTime(time).build();
  }

  @PreDestroy
  void close() {
    channel.shutdownNow();
  }
}
