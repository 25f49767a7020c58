package io.barometer.launcher.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.barometer.language.Presets;
import io.barometer.launcher.show.Days;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.score.Treatment;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.GetHeadsResponse;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ListEventsResponse;
import io.barometer.proto.ingestion.v1.ShardHead;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Assessment;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.GetModelRequest;
import io.barometer.proto.scoring.v1.GetModelResponse;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreResponse;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelServiceGrpc;
import io.barometer.proto.scoring.v1.RolledUp;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.signals.EventSignals;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;

/**
 * A platform with one account and the model {@code usage}, over a real connection. The account has
 * two events, and a third that is not in the score yet.
 */
final class FakePlatform implements AutoCloseable {
  /** When the score was told. */
  static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");

  private static final int APPLIED = 2;
  private static final List<RecordedEvent> EVENTS = List.of(event(1), event(2), event(3));

  private final FakeServer server =
      new FakeServer(new Scoring(), new Models(), new Ingestion(), new EventLog());

  /** What it scores with. */
  Scorecard card = Presets.model("usage").card();

  /** Tenths that are told too many. */
  int lie;

  /** The last question. */
  ExplainScoreRequest asked = ExplainScoreRequest.getDefaultInstance();

  /** Whether other accounts belong to it. */
  boolean parent;

  /** Whether the key reads the log of all tenants. */
  boolean operator = true;

  String address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Scoring extends ScoringServiceGrpc.ScoringServiceImplBase {
    @Override
    public void getScore(GetScoreRequest request, StreamObserver<GetScoreResponse> answer) {
      answer.onNext(
          GetScoreResponse.newBuilder()
              .setScore(AccountScore.newBuilder().setAsOfTime(Days.timestamp(NOW)))
              .build());
      answer.onCompleted();
    }

    @Override
    public void explainScore(
        ExplainScoreRequest request, StreamObserver<ExplainScoreResponse> answer) {
      asked = request;
      Viewpoint from =
          new Viewpoint(
              Days.instant(request.getAsOfTime()),
              Days.instant(request.getKnownAtTime()),
              Scorer.of(card));
      AccountHistory history = from.history(EventSignals.past(EVENTS.subList(0, APPLIED)));
      Explanation found = from.scorer().explain(history, from.day(), from.day() - 1);
      var explanation =
          ExplainScoreResponse.newBuilder().setScore(score(from.asOf(), found.score()));
      found.contributions().forEach(part -> explanation.addContributions(message(part)));
      if (parent) {
        explanation.setRolledUp(
            RolledUp.newBuilder().addChildren(ChildPart.newBuilder().setAccountId("acme-east")));
      }
      answer.onNext(explanation.build());
      answer.onCompleted();
    }
  }

  private AccountScore score(Instant asOf, Score score) {
    var value =
        ScoreValue.newBuilder().setBand(score.band()).setCoveragePercent(score.coveragePercent());
    score.tenths().ifPresent(tenths -> value.setTenths(tenths + lie));
    return AccountScore.newBuilder()
        .setScore(value)
        .setScoreName("health")
        .setModel(
            ModelRef.newBuilder()
                .setScorecard(card.name())
                .setVersion(card.version())
                .setHash(card.hash()))
        .setAsOfTime(Days.timestamp(asOf))
        .setShard(3)
        .setPosition(25)
        .setAssessment(Assessment.newBuilder().setComputed(value))
        .build();
  }

  private static Contribution message(io.barometer.model.score.Contribution part) {
    var message =
        Contribution.newBuilder()
            .setDimension(part.dimension())
            .setMetric(part.metric())
            .setWeightPercent(part.weightPercent())
            .setEffectiveWeightPercent(part.effectiveWeightPercent())
            .setTenths(part.tenths());
    part.value().ifPresent(message::setValue);
    part.normalised().ifPresent(message::setNormalised);
    if (part.treatment() == Treatment.EXCLUDED) {
      message.setMissing("excluded");
    }
    return message.build();
  }

  private final class Models extends ModelServiceGrpc.ModelServiceImplBase {
    @Override
    public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> answer) {
      answer.onNext(GetModelResponse.newBuilder().setCanonicalYaml(card.canonical()).build());
      answer.onCompleted();
    }
  }

  /** One event a page. */
  private static final class Ingestion extends IngestionServiceGrpc.IngestionServiceImplBase {
    @Override
    public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> answer) {
      int page = request.getPageToken().isEmpty() ? 1 : Integer.parseInt(request.getPageToken());
      answer.onNext(
          ListEventsResponse.newBuilder()
              .addEvents(EVENTS.get(page - 1))
              .setNextPageToken(page < EVENTS.size() ? "" + (page + 1) : "")
              .build());
      answer.onCompleted();
    }
  }

  private static RecordedEvent event(int version) {
    Timestamp at = Days.timestamp(Instant.parse("2026-01-0" + version + "T10:00:00Z"));
    return RecordedEvent.newBuilder()
        .setEventId("e" + version)
        .setShard(3)
        .setPosition(version * 10L)
        .setVersion(version)
        .setRecordedTime(at)
        .setEvent(
            Event.newBuilder()
                .setTenantId("demo")
                .setAccountId("acme")
                .setEventKey("k" + version)
                .setOccurredTime(at)
                .setActivity(Activity.newBuilder().setAction("login").setUserId("user" + version)))
        .build();
  }

  private final class EventLog extends EventLogServiceGrpc.EventLogServiceImplBase {
    @Override
    public void getHeads(GetHeadsRequest request, StreamObserver<GetHeadsResponse> answer) {
      if (!operator) {
        answer.onError(Status.PERMISSION_DENIED.asRuntimeException());
        return;
      }
      answer.onNext(
          GetHeadsResponse.newBuilder()
              .addHeads(
                  ShardHead.newBuilder()
                      .setShard(3)
                      .setLastPosition(31)
                      .setLastHash(ByteString.fromHex("ab".repeat(32))))
              .build());
      answer.onCompleted();
    }
  }
}
