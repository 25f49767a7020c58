package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.scoring.v1.Correction;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ListCorrectionsRequest;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.Viewpoint;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.fixture.TalkativeScorecard;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that are taken back, seen from every side. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class CorrectionsIT {
  private final LiveService live = LiveService.shared();

  @Test
  void what_was_known_before_stays_readable_and_what_was_published_is_marked() throws Exception {
    LocalDate first = live.today();
    live.measured("wrong", "usage", 50);
    String wrong = live.recorded(usage("wrong", 90));
    live.nextDay();
    live.settle();
    Instant then = live.now();
    String retraction = live.recorded(correction("wrong", wrong, 70));
    live.settle();

    assertThat(live.score("wrong").getScore().getTenths()).isEqualTo(620);
    assertThat(known("wrong", then)).isEqualTo(740);
    assertThat(portfolio("wrong", then)).isEqualTo(740);
    assertThat(portfolio("wrong", live.now())).isEqualTo(620);
    assertThat(tenths("wrong", first, HistoryBasis.HISTORY_BASIS_KNOWN_NOW))
        .containsExactly(620, 620);
    assertThat(tenths("wrong", first, HistoryBasis.HISTORY_BASIS_KNOWN_THEN))
        .containsExactly(740, 620);
    List<ScorePoint> published = points("wrong", first, HistoryBasis.HISTORY_BASIS_AS_PUBLISHED);
    assertThat(published)
        .extracting(point -> point.getScore().getTenths())
        .containsExactly(740, 620);
    assertThat(published.get(0).getWithdrawnByList()).containsExactly(retraction);
    assertThat(published.get(0).getCorrected().getTenths()).isEqualTo(620);
    assertThat(published.get(1).getWithdrawnByList()).isEmpty();

    ExplainChangeResponse ledger = ledger("wrong", then);
    assertThat(ledger.getChangeTenths()).isEqualTo(-120);
    assertThat(ledger.getEntriesList())
        .extracting(
            entry ->
                entry.getCauses(0).name().replace("CHANGE_CAUSE_", "")
                    + " "
                    + entry.getChangeTenths()
                    + " "
                    + entry.getEventIdsList())
        .containsExactly("RETRACTED -240 [" + wrong + "]", "LEARNED 120 [" + retraction + "]");
  }

  @Test
  void corrections_are_listed_with_the_scores_that_they_touched() throws Exception {
    live.measured("listed", "usage", 50);
    String wrong = live.recorded(usage("listed", 90));
    live.settle();
    String retraction = live.recorded(retraction("listed", wrong));
    live.settle();

    List<Correction> corrections =
        live.as(TestKeys.ACME)
            .listCorrections(ListCorrectionsRequest.newBuilder().setAccountId("listed").build())
            .getCorrectionsList();

    assertThat(corrections).hasSize(1);
    Correction only = corrections.getFirst();
    assertThat(only.getBefore().getTenths()).isEqualTo(740);
    assertThat(only.getAfter().getTenths()).isEqualTo(500);
    assertThat(only.getWithdrawal().getCount()).isEqualTo(1);
    assertThat(only.getWithdrawal().getScores(0).getPublished().getTenths()).isEqualTo(740);
    assertThat(only.getWithdrawal().getScores(0).getCorrected().getTenths()).isEqualTo(500);
    assertThat(only.getWithdrawal().getRetraction().getEventId()).isEqualTo(retraction);
    assertThat(only.getWithdrawal().getRetraction().getRetractedEventId()).isEqualTo(wrong);
    assertThat(only.getWithdrawal().getRetraction().getReason()).isEqualTo("counted twice");
    assertThat(FedService.refused(() -> list("nobody"))).isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(FedService.refused(() -> list(""))).isEqualTo("INVALID_ARGUMENT REQUIRED");
  }

  @Test
  void a_rebuild_gives_the_same_state() throws Exception {
    String wrong = live.recorded(usage("rebuilt", 90));
    live.nextDay();
    live.record(correction("rebuilt", wrong, 40));
    live.settle();

    RebuildResult result = null;
    var progress =
        live.scoreLog()
            .rebuildProjection(RebuildProjectionRequest.newBuilder().setVerifyOnly(true).build());
    while (progress.hasNext()) {
      var next = progress.next();
      result = next.hasResult() ? next.getResult() : result;
    }

    assertThat(result).isNotNull();
    assertThat(result.getRebuiltStateHash()).isEqualTo(result.getLiveStateHash());
  }

  private void list(String account) {
    live.as(TestKeys.ACME)
        .listCorrections(ListCorrectionsRequest.newBuilder().setAccountId(account).build());
  }

  private Event.Builder usage(String account, double value) {
    return live.event(account).setMeasurement(measured(value));
  }

  private static Measurement.Builder measured(double value) {
    return Measurement.newBuilder().setName("usage").setValue(value);
  }

  private Event.Builder retraction(String account, String wrong) {
    return live.event(account)
        .setEventKey(wrong)
        .setEventRetracted(
            EventRetracted.newBuilder()
                .setEventId(wrong)
                .setReason("counted twice")
                .setAuthor("kim"));
  }

  private Event.Builder correction(String account, String wrong, double value) {
    Event.Builder correction = retraction(account, wrong);
    Instant at = live.now().minusSeconds(20 * 3_600);
    correction
        .getEventRetractedBuilder()
        .setReplacement(
            Event.newBuilder()
                .setOccurredTime(RecordedLog.time(at))
                .setMeasurement(measured(value)));
    return correction;
  }

  private int known(String account, Instant knownAt) {
    return live.as(TestKeys.ACME)
        .getScore(
            GetScoreRequest.newBuilder()
                .setAccountId(account)
                .setKnownAtTime(RecordedLog.time(knownAt))
                .build())
        .getScore()
        .getScore()
        .getTenths();
  }

  private int portfolio(String account, Instant knownAt) {
    return live
        .as(TestKeys.ACME)
        .listScores(
            ListScoresRequest.newBuilder()
                .setPageSize(1_000)
                .setKnownAtTime(RecordedLog.time(knownAt))
                .build())
        .getScoresList()
        .stream()
        .filter(score -> score.getAccount().getAccountId().equals(account))
        .findFirst()
        .orElseThrow()
        .getScore()
        .getTenths();
  }

  private ExplainChangeResponse ledger(String account, Instant then) {
    return live.as(TestKeys.ACME)
        .explainChange(
            ExplainChangeRequest.newBuilder()
                .setAccountId(account)
                .setFrom(Viewpoint.newBuilder().setKnownAtTime(RecordedLog.time(then)))
                .build());
  }

  private List<Integer> tenths(String account, LocalDate from, HistoryBasis basis) {
    return points(account, from, basis).stream()
        .map(point -> point.getScore().getTenths())
        .toList();
  }

  private List<ScorePoint> points(String account, LocalDate from, HistoryBasis basis) {
    return live.as(TestKeys.ACME)
        .getScoreHistory(
            GetScoreHistoryRequest.newBuilder()
                .setAccountId(account)
                .setFromDate(FedService.date(from))
                .setBasis(basis)
                .build())
        .getPointsList();
  }
}
