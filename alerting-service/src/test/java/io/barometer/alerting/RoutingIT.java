package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.AcknowledgeAlertRequest;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertLabels;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.CreateSilenceRequest;
import io.barometer.proto.alerting.v1.DeleteReceiverRequest;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.EndSilenceRequest;
import io.barometer.proto.alerting.v1.Escalation;
import io.barometer.proto.alerting.v1.Escalations;
import io.barometer.proto.alerting.v1.GetRoutingRequest;
import io.barometer.proto.alerting.v1.GroupBy;
import io.barometer.proto.alerting.v1.Inhibition;
import io.barometer.proto.alerting.v1.ListSilencesRequest;
import io.barometer.proto.alerting.v1.PreviewRoutingRequest;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.ReceiverNames;
import io.barometer.proto.alerting.v1.Route;
import io.barometer.proto.alerting.v1.RoutePreview;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.proto.alerting.v1.Silence;
import io.barometer.proto.alerting.v1.SilenceState;
import io.barometer.proto.alerting.v1.TimeInterval;
import io.barometer.proto.alerting.v1.TimeSpan;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups of alerts, from the score log to a receiver's door. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class RoutingIT {
  private static final Instant NOON = Instant.parse("2016-10-01T12:00:00Z");
  private static final String TENANT = "umbrella";

  private final ScoreLogFixture log = ScoreLogFixture.shared();
  private Api umbrella;

  @BeforeEach
  void open() {
    umbrella = new Api(TestKeys.UMBRELLA);
  }

  @AfterEach
  void close() {
    put(Routing.newBuilder().setRoot(Route.newBuilder().setName("all")));
    umbrella.close();
  }

  @Test
  void whatFiresTogetherComesInOneMessageAndItsEndInTheNext() {
    try (HttpReceiver door = HttpReceiver.start()) {
      umbrella.put(Api.webhook("together", door.url("/")));
      put(routing("together", "account=~\"gr-.*\""));
      fall("gr-1", 0);
      fall("gr-2", 1);
      JsonObject opened = body(door, 1);
      assertThat(opened.getString("type")).isEqualTo("group.opened");
      JsonObject data = opened.getJsonObject("data");
      assertThat(data.getString("route")).isEqualTo("all/together");
      assertThat(data.getInteger("firing")).isEqualTo(2);
      assertThat(accounts(data)).containsExactly("gr-1", "gr-2");

      rise("gr-1", 2);
      JsonObject updated = body(door, 2);
      assertThat(updated.getString("type")).isEqualTo("group.updated");
      assertThat(accounts(updated.getJsonObject("data"))).containsExactly("gr-2", "gr-1");
      assertThat(updated.getJsonObject("data").getInteger("over")).isEqualTo(1);

      rise("gr-2", 3);
      JsonObject resolved = body(door, 3);
      assertThat(resolved.getString("type")).isEqualTo("group.resolved");
      assertThat(accounts(resolved.getJsonObject("data"))).containsExactly("gr-2");
      assertThat(alert("gr-1").getDeliveriesList())
          .extracting(Delivery::getReceiver, Delivery::getAbout, Delivery::getState)
          .containsExactly(
              tuple(
                  "together",
                  AlertState.ALERT_STATE_FIRING,
                  DeliveryState.DELIVERY_STATE_DELIVERED),
              tuple(
                  "together",
                  AlertState.ALERT_STATE_RESOLVED,
                  DeliveryState.DELIVERY_STATE_DELIVERED));
      assertThat(door.requests().stream().map(r -> r.headers().get("webhook-id")).distinct())
          .hasSize(3);
    }
  }

  @Test
  void aSilencedAlertIsToldWhenTheSilenceIsEnded() {
    try (HttpReceiver door = HttpReceiver.start()) {
      umbrella.put(Api.webhook("quiet", door.url("/")));
      put(routing("quiet", "account=~\"si-.*\""));
      CreateSilenceRequest request =
          CreateSilenceRequest.newBuilder()
              .setRequestId("silence of si-1")
              .setSilence(
                  Silence.newBuilder()
                      .addMatchers("account=si-1")
                      .setEndTime(in(Duration.ofHours(1)))
                      .setAuthor("Kim")
                      .setReason("a planned migration"))
              .build();
      Silence silence = umbrella.routing().createSilence(request).getSilence();
      assertThat(silence.getState()).isEqualTo(SilenceState.SILENCE_STATE_ACTIVE);
      assertThat(umbrella.routing().createSilence(request).getSilence()).isEqualTo(silence);
      fall("si-1", 10);
      fall("si-2", 11);
      assertThat(accounts(body(door, 1).getJsonObject("data"))).containsExactly("si-2");
      Alert quiet = alert("si-1");
      assertThat(
              umbrella
                  .routing()
                  .previewRouting(
                      PreviewRoutingRequest.newBuilder().setAlertId(quiet.getAlertId()).build())
                  .getQuietBecause())
          .startsWith("silence " + silence.getSilenceId() + " until ");

      Silence ended =
          umbrella
              .routing()
              .endSilence(
                  EndSilenceRequest.newBuilder()
                      .setSilenceId(silence.getSilenceId())
                      .setEndedBy("Lee")
                      .build())
              .getSilence();
      assertThat(ended.getState()).isEqualTo(SilenceState.SILENCE_STATE_ENDED);
      assertThat(accounts(body(door, 2).getJsonObject("data"))).containsExactly("si-1", "si-2");
      assertThat(silences(false)).doesNotContain(ended);
      assertThat(silences(true)).contains(ended);
    }
  }

  @Test
  void anAccountAtCriticalKeepsItsOwnWarningQuiet() {
    try (HttpReceiver door = HttpReceiver.start()) {
      umbrella.put(Api.webhook("inhibited", door.url("/")));
      umbrella.put(
          Api.fallBelow50("warned-too", "").toBuilder()
              .setSeverity(AlertSeverity.ALERT_SEVERITY_WARNING)
              .build());
      Routing.Builder routing = routing("inhibited", "account=~\"in-.*\"");
      routing.addInhibitions(
          Inhibition.newBuilder()
              .setName("critical-first")
              .addSource("severity=critical")
              .addTarget("severity=warning")
              .addEqual("account"));
      put(routing);
      fall("in-1", 20);
      Await.until(() -> umbrella.alerts("in-1"), alerts -> alerts.size() == 2);
      JsonObject data = body(door, 1).getJsonObject("data");
      assertThat(data.getInteger("firing")).isEqualTo(1);
      assertThat(data.getJsonArray("alerts").getJsonObject(0).getString("severity"))
          .isEqualTo("critical");
    } finally {
      umbrella
          .stub()
          .deleteRule(
              io.barometer.proto.alerting.v1.DeleteRuleRequest.newBuilder()
                  .setName("warned-too")
                  .build());
    }
  }

  @Test
  void whatNobodyAcknowledgesIsToldToOthersAndWhatSomebodyDoesIsNot() {
    try (HttpReceiver team = HttpReceiver.start();
        HttpReceiver lead = HttpReceiver.start()) {
      umbrella.put(Api.webhook("team", team.url("/")));
      umbrella.put(Api.webhook("lead", lead.url("/")));
      Routing.Builder routing = routing("team", "account=~\"es-.*\"");
      routing
          .getRootBuilder()
          .getRoutesBuilder(0)
          .setGroupBy(GroupBy.newBuilder().addLabels("alert"))
          .setEscalations(
              Escalations.newBuilder()
                  .addSteps(Escalation.newBuilder().setAfter(millis(1_500)).addReceivers("lead")));
      put(routing);
      fall("es-1", 30);
      fall("es-2", 31);
      umbrella
          .stub()
          .acknowledgeAlert(
              AcknowledgeAlertRequest.newBuilder()
                  .setAlertId(alert("es-2").getAlertId())
                  .setAcknowledgedBy("Kim")
                  .build());
      JsonObject escalated = body(lead, 1);
      assertThat(escalated.getString("type")).isEqualTo("group.escalated");
      assertThat(accounts(escalated.getJsonObject("data"))).containsExactly("es-1");
      assertThat(team.requests()).hasSize(2);
      rise("es-1", 32);
      assertThat(body(lead, 2).getString("type")).isEqualTo("group.resolved");
    }
  }

  @Test
  void aPreviewTellsWhoWouldBeToldOfAnAlertThatThereIsNot() {
    umbrella.put(Api.email("chief", "chief@example.com"));
    Routing.Builder routing = routing("chief", "arr>=100000");
    routing.addTimeIntervals(
        TimeInterval.newBuilder()
            .setName("always")
            .addSpans(TimeSpan.newBuilder().addYears("1970:9999")));
    routing.getRootBuilder().getRoutesBuilder(0).addMutedIn("always").setContinue(true);
    PreviewRoutingRequest.Builder request =
        PreviewRoutingRequest.newBuilder()
            .setRouting(routing)
            .setLabels(
                AlertLabels.newBuilder().putValues("arr", "120000.5").putValues("owner", "kim"));
    assertThat(umbrella.routing().previewRouting(request.build()).getRoutesList())
        .extracting(
            RoutePreview::getPath,
            p -> List.copyOf(p.getReceiversList()),
            RoutePreview::getGroup,
            RoutePreview::getClosedBy)
        .containsExactly(tuple("all/chief", List.of("chief"), "{}", "always"));
    request.getLabelsBuilder().putValues("arr", "99999");
    assertThat(umbrella.routing().previewRouting(request.build()).getRoutesList())
        .extracting(RoutePreview::getPath)
        .containsExactly("all");
  }

  @Test
  void everythingThatIsWrongWithARoutingIsToldAtOnceAndNothingChanges() {
    long revision =
        umbrella.routing().getRouting(GetRoutingRequest.getDefaultInstance()).getRevision();
    Routing.Builder wrong = routing("nobody-there", "severty=critical");
    wrong
        .getRootBuilder()
        .addMatchers("rule=x")
        .getRoutesBuilder(0)
        .setName("Not a name")
        .addMutedIn("night")
        .setGroupWait(millis(-1_000))
        .setGroupBy(GroupBy.newBuilder().addLabels("colour"));
    wrong.addTimeIntervals(TimeInterval.newBuilder().setName("x").setTimeZone("Nowhere/Town"));
    assertThat(Refused.paths(() -> put(wrong)))
        .containsExactly(
            "routing.time_intervals[0].time_zone",
            "routing.time_intervals[0].spans",
            "routing.root.matchers",
            "routing.root.routes[0].name",
            "routing.root.routes[0].matchers[0]",
            "routing.root.routes[0].receivers.names[0]",
            "routing.root.routes[0].group_by.labels[0]",
            "routing.root.routes[0].group_wait",
            "routing.root.routes[0].muted_in[0]");
    assertThat(umbrella.routing().getRouting(GetRoutingRequest.getDefaultInstance()).getRevision())
        .isEqualTo(revision);
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefusedAndSoIsTakingAwayAReceiverInUse() {
    umbrella.put(Api.email("kept", "kept@example.com"));
    put(routing("kept", "rule=none"));
    assertThat(
            Refused.message(
                () ->
                    umbrella
                        .routing()
                        .putRouting(
                            PutRoutingRequest.newBuilder()
                                .setRouting(routing("kept", "rule=none"))
                                .setExpectedRevision(0)
                                .build())))
        .startsWith("The routing was changed meanwhile: it is at revision ");
    assertThat(
            Refused.message(
                () ->
                    umbrella
                        .stub()
                        .deleteReceiver(
                            DeleteReceiverRequest.newBuilder().setName("kept").build())))
        .isEqualTo("The routing still names this receiver. Change it first.");
  }

  private List<Silence> silences(boolean ended) {
    return umbrella
        .routing()
        .listSilences(ListSilencesRequest.newBuilder().setEnded(ended).build())
        .getSilencesList();
  }

  private void put(Routing.Builder routing) {
    umbrella.routing().putRouting(PutRoutingRequest.newBuilder().setRouting(routing).build());
  }

  private static Routing.Builder routing(String receiver, String matcher) {
    return Routing.newBuilder()
        .setRoot(
            Route.newBuilder()
                .setName("all")
                .addRoutes(
                    Route.newBuilder()
                        .setName(receiver)
                        .addMatchers(matcher)
                        .setReceivers(ReceiverNames.newBuilder().addNames(receiver))
                        .setGroupBy(GroupBy.getDefaultInstance())
                        .setGroupWait(millis(700))
                        .setGroupInterval(millis(300))
                        .setRepeatInterval(millis(0))));
  }

  private void fall(String account, int minute) {
    log.moved(TENANT, account, NOON.plusSeconds(minute * 60L), null, 700);
    log.moved(TENANT, account, NOON.plusSeconds(minute * 60L + 1), 700, 420);
  }

  private void rise(String account, int minute) {
    log.moved(TENANT, account, NOON.plusSeconds(minute * 60L), 420, 600);
  }

  private Alert alert(String account) {
    return umbrella.alerts(account, found -> !found.isEmpty()).getFirst();
  }

  private static JsonObject body(HttpReceiver door, int number) {
    var requests = Await.until(door::requests, found -> found.size() >= number);
    return new JsonObject(requests.get(number - 1).body());
  }

  private static List<String> accounts(JsonObject data) {
    return data.getJsonArray("alerts").stream()
        .map(alert -> ((JsonObject) alert).getJsonObject("account").getString("id"))
        .toList();
  }

  private static com.google.protobuf.Duration millis(long millis) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1_000))
        .setNanos((int) Math.floorMod(millis, 1_000) * 1_000_000)
        .build();
  }

  private static Timestamp in(Duration wait) {
    return Timestamp.newBuilder().setSeconds(Instant.now().plus(wait).getEpochSecond()).build();
  }
}
