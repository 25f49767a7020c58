package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.TicketOpened;
import io.barometer.proto.event.v1.TicketPriority;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.PendingState;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A model whose derived signals no history keeps yet. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class HistoriesIT {
  private static final Instant EVENING = FedService.LAST.atTime(18, 0).toInstant(ZoneOffset.UTC);

  private final FedService fed = FedService.shared();

  @Test
  void it_takes_effect_when_histories_were_built_again_and_is_folded_from_then_on()
      throws Exception {
    fed.apply(ticket("1", TicketPriority.TICKET_PRIORITY_P1));
    fed.apply(ticket("2", TicketPriority.TICKET_PRIORITY_P1));
    fed.apply(ticket("3", TicketPriority.TICKET_PRIORITY_P3));
    var models = fed.models(TestKeys.HOOLI);
    ModelRef model =
        models
            .draftModel(
                DraftModelRequest.newBuilder()
                    .setYaml(FixtureModels.URGENT)
                    .setChange(FixtureModels.by("kim"))
                    .build())
            .getModel();

    var activated =
        models.activateModel(
            ActivateModelRequest.newBuilder()
                .setModel(model)
                .setChange(FixtureModels.by("kim"))
                .build());
    assertThat(activated.getPending().getState())
        .isEqualTo(PendingState.PENDING_STATE_WAITING_FOR_HISTORIES);
    awaitTenths(model, 500);

    fed.apply(ticket("4", TicketPriority.TICKET_PRIORITY_P1));
    awaitTenths(model, 250);
    RebuildResult verified = verify();
    assertThat(verified.getRebuiltStateHash()).isEqualTo(verified.getLiveStateHash());
  }

  private RebuildResult verify() {
    var request = RebuildProjectionRequest.newBuilder().setVerifyOnly(true).build();
    RebuildResult[] last = {RebuildResult.getDefaultInstance()};
    fed.scoreLog()
        .rebuildProjection(request)
        .forEachRemaining(progress -> last[0] = progress.getResult());
    return last[0];
  }

  private void awaitTenths(ModelRef model, int tenths) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(60);
    var request = GetScoreRequest.newBuilder().setAccountId("tickets").build();
    var score = fed.as(TestKeys.HOOLI).getScore(request).getScore();
    while (!score.getModel().equals(model) || score.getScore().getTenths() != tenths) {
      assertThat(Instant.now()).as("%s", score).isBefore(end);
      Thread.sleep(100);
      score = fed.as(TestKeys.HOOLI).getScore(request).getScore();
    }
  }

  private static Event ticket(String id, TicketPriority priority) {
    return RecordedLog.event("hooli", "tickets", EVENING)
        .setEventKey("ticket-" + id)
        .setTicketOpened(TicketOpened.newBuilder().setTicketId(id).setPriority(priority))
        .build();
  }
}
