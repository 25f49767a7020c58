package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.WatchScoresRequest;
import io.barometer.proto.scoring.v1.WatchScoresResponse;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What others follow: the watch, the score log, and a rebuild that tells nobody. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class ScoreLogIT {

  private final FedService fed = FedService.shared();

  @Test
  void a_watch_tells_every_change_once_and_goes_on_after_its_token() throws Exception {
    var stub = fed.as(TestKeys.GLOBEX).withDeadlineAfter(30, TimeUnit.SECONDS);
    var only = WatchScoresRequest.newBuilder().addAccountIds("extra-watched");
    Iterator<WatchScoresResponse> watch = stub.watchScores(only.build());
    assertThat(watch.next().hasCheckpoint()).isTrue();

    Instant at = FedService.LAST.atTime(18, 0).toInstant(ZoneOffset.UTC);
    fed.record(RecordedLog.activity("globex", "extra-watched", "u1", at));
    fed.record(RecordedLog.activity("globex", "extra-watched", "u2", at));
    ScoringClient.publish(fed.log(), 0);

    WatchScoresResponse first = watch.next();
    WatchScoresResponse second = watch.next();
    assertThat(first.getScoreChanged().hasPrevious()).isFalse();
    assertThat(second.getScoreChanged().getPrevious())
        .isEqualTo(first.getScoreChanged().getCurrent().getScore());

    Iterator<WatchScoresResponse> again =
        stub.watchScores(only.setResumeToken(first.getResumeToken()).build());
    assertThat(again.next().hasCheckpoint()).isTrue();
    assertThat(again.next().getScoreChanged()).isEqualTo(second.getScoreChanged());
    Iterator<WatchScoresResponse> foreign =
        fed.as(TestKeys.ACME)
            .watchScores(
                WatchScoresRequest.newBuilder().setResumeToken(first.getResumeToken()).build());
    assertThat(FedService.refused(foreign::next)).isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
  }

  @Test
  void the_score_log_is_read_without_gaps_by_services_only() {
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      List<Long> sequences = new ArrayList<>();
      fed.scoreLog()
          .readScoreLog(ReadScoreLogRequest.newBuilder().setShard(shard).build())
          .forEachRemaining(
              page ->
                  page.getEntriesList().stream()
                      .map(ScoreLogEntry::getSequence)
                      .forEach(sequences::add));
      for (int i = 0; i < sequences.size(); i++) {
        assertThat(sequences.get(i)).isEqualTo(i + 1L);
      }
      assertThat(sequences).hasSizeGreaterThanOrEqualTo(121);
    }
    var tenant = fed.scoreLogAs(TestKeys.ACME);
    assertThat(
            FedService.refused(
                () -> tenant.getProjection(GetProjectionRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED");
    assertThat(
            FedService.refused(
                () -> fed.as(TestKeys.SERVICE).listScores(ListScoresRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED");
    assertThat(
            FedService.refused(
                () ->
                    fed.scoreLog()
                        .readScoreLog(ReadScoreLogRequest.newBuilder().setShard(4).build())
                        .next()))
        .isEqualTo("INVALID_ARGUMENT RANGE");
  }

  @Test
  void a_rebuild_gives_the_live_hash_and_takes_over_without_telling_anybody() {
    var before = fed.scoreLog().getProjection(GetProjectionRequest.getDefaultInstance());
    AccountScore busy = fed.score("busy");

    for (boolean verifyOnly : new boolean[] {true, false, false}) {
      RebuildProjectionResponse last = RebuildProjectionResponse.getDefaultInstance();
      Iterator<RebuildProjectionResponse> progress =
          fed.scoreLog()
              .rebuildProjection(
                  RebuildProjectionRequest.newBuilder().setVerifyOnly(verifyOnly).build());
      while (progress.hasNext()) {
        last = progress.next();
      }
      assertThat(last.getEvents()).isEqualTo(last.getTotalEvents()).isPositive();
      assertThat(last.getResult().getRebuiltStateHash())
          .isEqualTo(last.getResult().getLiveStateHash())
          .isEqualTo(before.getStateHash());
    }

    assertThat(fed.scoreLog().getProjection(GetProjectionRequest.getDefaultInstance()))
        .isEqualTo(before);
    assertThat(fed.score("busy")).isEqualTo(busy);
  }
}
