package io.barometer.alerting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.embedded.SlackMessage;
import io.barometer.embedded.SlackReceiver;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentState;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.ReceiverNames;
import io.barometer.proto.alerting.v1.ResolveIncidentRequest;
import io.barometer.proto.alerting.v1.Route;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.proto.alerting.v1.SlackBot;
import io.barometer.proto.alerting.v1.SlackChannel;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bot in Slack: one message for an incident, its thread, and its buttons. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class SlackBotIT {
  private static final Instant NOON = Instant.parse("2018-05-01T12:00:00Z");
  private static final String TENANT = "initech";
  private static final String TOKEN = "xoxb-1234-token-to-keep";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private final ScoreLogFixture log = ScoreLogFixture.shared();

  @ConfigProperty(name = AlertingPlace.SLACK_PORT)
  int port;

  private Api initech;
  private SlackReceiver slack;

  @BeforeEach
  void open() throws IOException {
    initech = new Api(TestKeys.INITECH);
    slack = SlackReceiver.start(port);
    initech.put(bot("bot"));
  }

  @AfterEach
  void close() {
    initech
        .routing()
        .putRouting(
            PutRoutingRequest.newBuilder()
                .setRouting(Routing.newBuilder().setRoot(Route.newBuilder().setName("all")))
                .build());
    slack.close();
    initech.close();
  }

  @Test
  void anIncidentIsAMessageWhatFollowsIsInItsThreadAndTheMessageShowsWhereItStands() {
    route("account=bot-1");
    fall("bot-1", 0);
    JsonObject first = sent(1, "/api/chat.postMessage");
    assertThat(first.getString("channel")).isEqualTo("C024BE91L");
    assertThat(first.getString("thread_ts")).isNull();
    assertThat(text(first)).contains("*Firing* · 1 of 1 alerts open").contains("acknowledge");

    assertThat(press("acknowledge", only("bot-1"), "kim").statusCode()).isEqualTo(200);
    JsonObject taken = sent(2, "/api/chat.update");
    assertThat(taken.getString("ts")).isEqualTo("1.000100");
    assertThat(text(taken)).contains("*Acknowledged* by kim").doesNotContain("\"acknowledge\"");
    assertThat(only("bot-1").getAcknowledgedBy()).isEqualTo("kim");

    assertThat(press("assign", only("bot-1"), "lee").statusCode()).isEqualTo(200);
    assertThat(text(sent(3, "/api/chat.update")))
        .contains("*Acknowledged* by lee · assigned to lee");

    assertThat(press("snooze_hour", only("bot-1"), "lee").statusCode()).isEqualTo(200);
    assertThat(text(sent(4, "/api/chat.update"))).contains("*Snoozed* until ");

    initech
        .incidents()
        .resolveIncident(
            ResolveIncidentRequest.newBuilder()
                .setIncidentId(only("bot-1").getIncidentId())
                .setBy("Kim")
                .setNote("known")
                .build());
    JsonObject over = sent(5, "/api/chat.update");
    assertThat(text(over)).contains("*Resolved* ").doesNotContain("action_id");

    log.moved(TENANT, "bot-1", NOON.plusSeconds(120), 420, 600);
    Await.until(slack::messages, found -> found.size() >= 7);
    assertThat(slack.messages().subList(5, 7))
        .extracting(SlackMessage::path)
        .containsExactlyInAnyOrder("/api/chat.update", "/api/chat.postMessage");
    for (SlackMessage last : slack.messages().subList(5, 7)) {
      if (last.path().endsWith("chat.update")) {
        assertThat(last.body()).contains("0 of 1 alerts open");
      } else {
        assertThat(new JsonObject(last.body()).getString("thread_ts")).isEqualTo("1.000100");
        assertThat(last.body()).contains("Resolved: Score fell below 50");
      }
    }
  }

  @Test
  void aRequestThatIsNotSlacksIsRefusedAndOneThatCameBeforeChangesNothing() {
    fall("bot-2", 10);
    Incident incident = only("bot-2");
    String body = body("acknowledge", incident, "kim", Instant.now());
    String now = Long.toString(Instant.now().getEpochSecond());
    String old = Long.toString(Instant.now().getEpochSecond() - 302);
    assertThat(problem(post("bot", now, "", body))).isEqualTo("401 signature-missing");
    assertThat(problem(post("bot", old, sign(old, body), body)))
        .isEqualTo("401 timestamp-out-of-range");
    assertThat(problem(post("bot", now, sign(now, body), body + "&x=1")))
        .isEqualTo("401 signature-wrong");
    assertThat(problem(post("nobody", now, sign(now, body), body)))
        .isEqualTo("401 signature-wrong");
    assertThat(problem(post("bot", now, sign(now, "payload=x"), "payload=x")))
        .isEqualTo("400 payload");
    assertThat(
            given()
                .contentType("application/json")
                .body("{}")
                .post("/slack/actions/initech/bot")
                .statusCode())
        .isEqualTo(415);
    assertThat(only("bot-2").getState()).isEqualTo(IncidentState.INCIDENT_STATE_FIRING);

    assertThat(post("bot", now, sign(now, body), body).statusCode()).isEqualTo(200);
    assertThat(press("assign", incident, "lee").statusCode()).isEqualTo(200);
    Incident taken = only("bot-2");
    assertThat(post("bot", now, sign(now, body), body).statusCode()).isEqualTo(200);
    assertThat(only("bot-2")).isEqualTo(taken);
    assertThat(taken.getAcknowledgedBy()).isEqualTo("lee");
  }

  @Test
  void anIncidentOfAnotherTenantIsUnknownThroughThisReceiver() {
    log.moved("hooli", "bot-3", NOON, null, 700);
    log.moved("hooli", "bot-3", NOON.plusSeconds(1), 700, 420);
    try (Api hooli = new Api(TestKeys.HOOLI)) {
      Incident foreign =
          Await.until(() -> incidents(hooli, "account bot-3"), incidents -> !incidents.isEmpty())
              .getFirst();
      assertThat(problem(press("acknowledge", foreign, "kim"))).isEqualTo("404 incident");
      assertThat(incidents(hooli, "account bot-3")).containsExactly(foreign);
    }
  }

  @Test
  void whatSlackRefusesForNowIsSentAgainAndWhatItRefusesForGoodIsNot() {
    route("account=~\"bot-[45]\"");
    slack.failNext("ratelimited");
    fall("bot-4", 20);
    assertThat(text(sent(1, "/api/chat.postMessage"))).contains("bot-4");
    slack.failNext("channel_not_found");
    fall("bot-5", 21);
    List<Delivery> given =
        initech
            .alerts(
                "bot-5",
                alerts ->
                    !alerts.isEmpty()
                        && alerts.getFirst().getDeliveriesCount() == 1
                        && alerts.getFirst().getDeliveries(0).getState()
                            == DeliveryState.DELIVERY_STATE_FAILED)
            .getFirst()
            .getDeliveriesList();
    assertThat(given)
        .extracting(Delivery::getLastOutcome)
        .containsExactly("Slack: channel_not_found");
  }

  @Test
  void secretsOfABotGoInAndNeverComeOutAndStayWhenTheyAreLeftEmpty() {
    Receiver.Builder again = bot("bot");
    again.getSlackBuilder().getBotBuilder().clearToken().clearSigningSecret().setChannel("C22222");
    Receiver stored = initech.put(again).getReceiver();
    assertThat(stored.getSlack().getBot())
        .isEqualTo(SlackBot.newBuilder().setChannel("C22222").build());
    assertThat(initech.stub().listReceivers(ListReceiversRequest.getDefaultInstance()).toString())
        .doesNotContain(TOKEN)
        .doesNotContain(SECRET);
    fall("bot-6", 30);
    assertThat(press("acknowledge", only("bot-6"), "kim").statusCode()).isEqualTo(200);

    Receiver.Builder wrong = bot("wrong");
    wrong.getSlackBuilder().setWebhookUrl("https://hooks.slack.com/x");
    wrong.getSlackBuilder().getBotBuilder().setToken("x").clearSigningSecret().setChannel("#all");
    assertThat(Refused.paths(() -> initech.put(wrong)))
        .containsExactly(
            "receiver.slack.webhook_url", "receiver.slack.bot.token", "receiver.slack.bot.channel");
    Receiver.Builder missing = bot("missing");
    missing.getSlackBuilder().getBotBuilder().clearToken().clearSigningSecret();
    assertThat(Refused.paths(() -> initech.put(missing)))
        .containsExactly("receiver.slack.bot.token", "receiver.slack.bot.signing_secret");
  }

  private static Receiver.Builder bot(String name) {
    return Receiver.newBuilder()
        .setName(name)
        .setSlack(
            SlackChannel.newBuilder()
                .setBot(
                    SlackBot.newBuilder()
                        .setToken(TOKEN)
                        .setChannel("C024BE91L")
                        .setSigningSecret(SECRET)));
  }

  private void route(String matcher) {
    com.google.protobuf.Duration soon =
        com.google.protobuf.Duration.newBuilder().setNanos(300_000_000).build();
    initech
        .routing()
        .putRouting(
            PutRoutingRequest.newBuilder()
                .setRouting(
                    Routing.newBuilder()
                        .setRoot(
                            Route.newBuilder()
                                .setName("all")
                                .addRoutes(
                                    Route.newBuilder()
                                        .setName("bot")
                                        .addMatchers(matcher)
                                        .setReceivers(ReceiverNames.newBuilder().addNames("bot"))
                                        .setGroupWait(soon)
                                        .setGroupInterval(soon))))
                .build());
  }

  private void fall(String account, int minute) {
    log.moved(TENANT, account, NOON.plusSeconds(minute * 60L), null, 700);
    log.moved(TENANT, account, NOON.plusSeconds(minute * 60L + 1), 700, 420);
  }

  private Incident only(String account) {
    return Await.until(() -> incidents(initech, "account " + account), found -> !found.isEmpty())
        .getFirst();
  }

  private static List<Incident> incidents(Api api, String cause) {
    return api.incidents()
        .listIncidents(ListIncidentsRequest.newBuilder().setCause(cause).build())
        .getIncidentsList();
  }

  /** The n-th request that Slack took, which must be of this method. */
  private JsonObject sent(int number, String path) {
    List<SlackMessage> messages = Await.until(slack::messages, found -> found.size() >= number);
    SlackMessage message = messages.get(number - 1);
    assertThat(message.path()).as(message.body()).isEqualTo(path);
    return new JsonObject(message.body());
  }

  private static String text(JsonObject message) {
    return message.encode();
  }

  private static HttpResponse<String> press(String action, Incident incident, String user) {
    String body = body(action, incident, user, Instant.now());
    String now = Long.toString(Instant.now().getEpochSecond());
    return post("bot", now, sign(now, body), body);
  }

  private static String body(String action, Incident incident, String user, Instant pressed) {
    JsonObject payload =
        new JsonObject()
            .put("type", "block_actions")
            .put("user", new JsonObject().put("id", "U1").put("username", user))
            .put("trigger_id", user + pressed)
            .put(
                "actions",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("action_id", action)
                            .put("value", incident.getIncidentId())
                            .put("action_ts", pressed.getEpochSecond() + ".000000")));
    return "payload=" + URLEncoder.encode(payload.encode(), UTF_8);
  }

  private static HttpResponse<String> post(
      String receiver, String time, String signature, String body) {
    String path = "/slack/actions/" + TENANT + "/" + receiver;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Slack-Request-Timestamp", time)
            .header("X-Slack-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String sign(String time, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      byte[] sum = mac.doFinal(("v0:" + time + ":" + body).getBytes(UTF_8));
      return "v0=" + HexFormat.of().formatHex(sum);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String problem(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonObject problem = new JsonObject(response.body());
    return problem.getInteger("status")
        + " "
        + problem.getString("type").substring("urn:barometer:".length());
  }
}
