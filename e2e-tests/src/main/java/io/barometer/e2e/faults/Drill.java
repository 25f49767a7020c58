package io.barometer.e2e.faults;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.barometer.e2e.platform.Outlets;
import io.barometer.launcher.client.Connection;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.alerting.v1.GroupBy;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.PlaybookTargets;
import io.barometer.proto.alerting.v1.PlaybookTrigger;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.ReceiverNames;
import io.barometer.proto.alerting.v1.Route;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What the platform under fire does besides telling rules' own receivers: groups of alerts, runs of
 * a playbook whose triggers go to Kafka, and digests that are due in the minutes of the test.
 */
final class Drill {
  /** The rule whose alerts are told in groups. */
  static final String GROUPED_RULE = "expansion";

  /** The rule whose alerts begin runs. */
  static final String PLAYED_RULE = "at-risk-intervention";

  static final String PLAYBOOK = "Fault Drill";
  private static final int DIGESTS = 4;
  private static final Duration SECOND = Duration.newBuilder().setSeconds(1).build();

  private Drill() {}

  /** Makes all of it known. */
  static void connect(Connection calls, Outlets outlets, Instant activeFrom) {
    Timestamp from = Timestamp.newBuilder().setSeconds(activeFrom.getEpochSecond()).build();
    put(calls, outlets.webhook(Outlets.GROUPS).setActiveFromTime(from));
    route(calls);
    playbook(calls, from);
    LocalTime soon = Instant.now().atOffset(ZoneOffset.UTC).toLocalTime();
    for (int minute = 1; minute <= DIGESTS; minute++) {
      digest(calls, minute, soon.plusMinutes(minute).truncatedTo(ChronoUnit.MINUTES));
    }
  }

  private static void route(Connection calls) {
    var grouped =
        Route.newBuilder()
            .setName("grouped")
            .addMatchers("rule=\"" + GROUPED_RULE + "\"")
            .setReceivers(ReceiverNames.newBuilder().addNames(Outlets.GROUPS))
            .setGroupBy(GroupBy.newBuilder().addLabels("plan"))
            .setGroupWait(SECOND)
            .setGroupInterval(SECOND)
            .setRepeatInterval(Duration.getDefaultInstance());
    var routing =
        Routing.newBuilder().setRoot(Route.newBuilder().setName("root").addRoutes(grouped));
    var _ = calls.routing().putRouting(PutRoutingRequest.newBuilder().setRouting(routing).build());
  }

  private static void playbook(Connection calls, Timestamp from) {
    var playbook =
        Playbook.newBuilder()
            .setName(PLAYBOOK)
            .setTrigger(PlaybookTrigger.newBuilder().addRules(PLAYED_RULE))
            .addSteps(
                PlaybookStep.newBuilder()
                    .setTitle("Look at the account")
                    .setWho(StepReach.STEP_REACH_INTERNAL))
            .setTargets(PlaybookTargets.newBuilder().setKafka(true))
            .setActiveFromTime(from);
    var _ =
        calls
            .playbooks()
            .putPlaybook(PutPlaybookRequest.newBuilder().setPlaybook(playbook).build());
  }

  private static void digest(Connection calls, int number, LocalTime at) {
    put(
        calls,
        Receiver.newBuilder()
            .setName("digest-" + number)
            .setSubscriber(
                SubscriberChannel.newBuilder()
                    .setAddress("digest-" + number + "@example.com")
                    .setDigest(
                        DigestSchedule.newBuilder()
                            .setPeriod(DigestPeriod.DIGEST_PERIOD_DAILY)
                            .setTime("%tR".formatted(at)))));
  }

  private static void put(Connection calls, Receiver.Builder receiver) {
    var _ =
        calls.alerting().putReceiver(PutReceiverRequest.newBuilder().setReceiver(receiver).build());
  }
}
