package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertCorrection;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc.AlertingServiceImplBase;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListAlertsResponse;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceImplBase;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ListEventsResponse;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsResponse;
import io.barometer.proto.ingestion.v1.RecordResult;
import io.barometer.proto.ingestion.v1.Recorded;
import io.barometer.proto.scoring.v1.Correction;
import io.barometer.proto.scoring.v1.ListCorrectionsRequest;
import io.barometer.proto.scoring.v1.ListCorrectionsResponse;
import io.barometer.proto.scoring.v1.Retraction;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc.ScoringServiceImplBase;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.proto.scoring.v1.WithdrawnScore;
import io.grpc.stub.StreamObserver;

/** One account with one correction, over a real connection. */
final class FakeCorrections implements AutoCloseable {
  static final Timestamp NEW_YEAR = Timestamp.newBuilder().setSeconds(1_767_225_600).build();
  private static final Retraction RETRACTION =
      Retraction.newBuilder()
          .setEventId("r-1")
          .setRetractedEventId("e-71")
          .setRecordedTime(NEW_YEAR)
          .setAuthor("kim")
          .setReason("counted twice")
          .build();

  private final FakeServer server = new FakeServer(new Ingestion(), new Scoring(), new Alerting());
  private volatile Event sent = Event.getDefaultInstance();

  String address() {
    return server.address();
  }

  /** What was recorded last. */
  Event sent() {
    return sent;
  }

  private static ScoreValue score(int tenths) {
    return ScoreValue.newBuilder().setTenths(tenths).setBand("Moderate").build();
  }

  private final class Ingestion extends IngestionServiceImplBase {
    @Override
    public void recordEvents(
        RecordEventsRequest request, StreamObserver<RecordEventsResponse> observer) {
      sent = request.getEvents(0);
      observer.onNext(
          RecordEventsResponse.newBuilder()
              .addResults(
                  RecordResult.newBuilder().setRecorded(Recorded.newBuilder().setEventId("r-1")))
              .build());
      observer.onCompleted();
    }

    @Override
    public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> observer) {
      observer.onNext(
          ListEventsResponse.newBuilder()
              .addEvents(
                  RecordedEvent.newBuilder()
                      .setEventId("e-71")
                      .setEvent(Event.newBuilder().setOccurredTime(NEW_YEAR)))
              .build());
      observer.onCompleted();
    }
  }

  private static final class Scoring extends ScoringServiceImplBase {
    @Override
    public void listCorrections(
        ListCorrectionsRequest request, StreamObserver<ListCorrectionsResponse> observer) {
      var response = ListCorrectionsResponse.newBuilder();
      if (request.getAccountId().equals("acme")) {
        response.addCorrections(
            Correction.newBuilder()
                .setBefore(score(420))
                .setAfter(score(710))
                .setWithdrawal(
                    Withdrawal.newBuilder()
                        .setRetraction(RETRACTION)
                        .setCount(1)
                        .addScores(
                            WithdrawnScore.newBuilder()
                                .setTime(NEW_YEAR)
                                .setPublished(score(420))
                                .setCorrected(score(710)))));
      }
      observer.onNext(response.build());
      observer.onCompleted();
    }
  }

  private static final class Alerting extends AlertingServiceImplBase {
    @Override
    public void listAlerts(ListAlertsRequest request, StreamObserver<ListAlertsResponse> observer) {
      observer.onNext(
          ListAlertsResponse.newBuilder()
              .addAlerts(Alert.newBuilder().setRule("untouched"))
              .addAlerts(
                  Alert.newBuilder()
                      .setRule("at-risk-intervention")
                      .setFiredTime(NEW_YEAR)
                      .setState(AlertState.ALERT_STATE_WITHDRAWN)
                      .setCorrection(
                          AlertCorrection.newBuilder()
                              .setRetraction(RETRACTION)
                              .setText("The data was corrected.")))
              .build());
      observer.onCompleted();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
