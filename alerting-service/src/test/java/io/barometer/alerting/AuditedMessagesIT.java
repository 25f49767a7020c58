package io.barometer.alerting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.SlackBot;
import io.barometer.proto.alerting.v1.SlackChannel;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.barometer.proto.alerting.v1.UpdateSubscriptionRequest;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.testing.AuditedCalls;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people change by the links and buttons of messages is an entry as well. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class AuditedMessagesIT {
  private static final Instant NOON = Instant.parse("2016-12-01T12:00:00Z");
  private static final String TENANT = "globex";
  private static final String SIGNING_SECRET = "0123456789abcdef0123456789abcdef";

  private final ScoreLogFixture log = ScoreLogFixture.shared();
  private Api api;
  private AuditedCalls calls;

  @BeforeEach
  void open() {
    api = new Api(TestKeys.GLOBEX);
    calls = new AuditedCalls(api.channel().as(TestKeys.GLOBEX));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void whatAPersonChangesByTheirLinkIsOneEntry() throws Exception {
    api.put(subscriber("aud-lee"));
    var unchanged =
        UpdateSubscriptionRequest.newBuilder()
            .setReceiver("aud-lee")
            .setAtOnce(AlertSeverity.ALERT_SEVERITY_CRITICAL)
            .build();
    String page =
        api.subscriptions()
            .updateSubscription(unchanged)
            .getSubscription()
            .getPageUrl()
            .replace("https://links.example.com", "");
    AuditEntry ended =
        calls.one(() -> given().formParam("end", "end").post(page).then().statusCode(200));
    assertThat(ended.getAction()).isEqualTo(AuditAction.AUDIT_ACTION_SUBSCRIPTION_CHANGED);
    assertThat(ended.getActor())
        .isEqualTo(AuditActor.newBuilder().setName("aud-lee@example.com").setVia("link").build());
    assertThat(ended.getTarget()).isEqualTo("receiver aud-lee");
    calls.none(() -> given().formParam("end", "end").post(page).then().statusCode(200));
    calls.none(() -> given().get(page).then().statusCode(200));
    calls.holds("alerting");
  }

  @Test
  void whatSomebodyPressesInSlackIsOneEntryOfThatPerson() throws Exception {
    api.put(
        Receiver.newBuilder()
            .setName("aud-bot")
            .setSlack(
                SlackChannel.newBuilder()
                    .setBot(
                        SlackBot.newBuilder()
                            .setToken("xoxb-1234-token-to-keep")
                            .setChannel("C024BE91L")
                            .setSigningSecret(SIGNING_SECRET))));
    fall("aud-slack", 40);
    String id = incident("aud-slack").getIncidentId();
    String body = press(id);
    AuditEntry pressed = calls.one(() -> post(body, 200));
    assertThat(pressed.getAction()).isEqualTo(AuditAction.AUDIT_ACTION_INCIDENT_ACKNOWLEDGED);
    assertThat(pressed.getActor())
        .isEqualTo(AuditActor.newBuilder().setName("kim").setVia("slack aud-bot").build());
    assertThat(pressed.getTarget()).isEqualTo("incident " + id);
    calls.none(() -> post(body, 200));
    calls.none(() -> post(press("00000000-0000-0000-0000-000000000000"), 404));
    assertThat(calls.entries(1).toString()).doesNotContain(SIGNING_SECRET);
    calls.holds("alerting");
  }

  private static String press(String incident) {
    JsonObject payload =
        new JsonObject()
            .put("type", "block_actions")
            .put("user", new JsonObject().put("id", "U1").put("username", "kim"))
            .put(
                "actions",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("action_id", "acknowledge")
                            .put("value", incident)
                            .put("action_ts", Instant.now().getEpochSecond() + ".000000")));
    return "payload=" + URLEncoder.encode(payload.encode(), UTF_8);
  }

  private static void post(String body, int status) throws GeneralSecurityException {
    String now = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SIGNING_SECRET.getBytes(UTF_8), "HmacSHA256"));
    byte[] sum = mac.doFinal(("v0:" + now + ":" + body).getBytes(UTF_8));
    given()
        .contentType("application/x-www-form-urlencoded")
        .header("X-Slack-Request-Timestamp", now)
        .header("X-Slack-Signature", "v0=" + HexFormat.of().formatHex(sum))
        .body(body)
        .post("/slack/actions/" + TENANT + "/aud-bot")
        .then()
        .statusCode(status);
  }

  private static Receiver.Builder subscriber(String name) {
    return Receiver.newBuilder()
        .setName(name)
        .setSubscriber(
            SubscriberChannel.newBuilder()
                .setAddress(name + "@example.com")
                .setAtOnce(AlertSeverity.ALERT_SEVERITY_CRITICAL));
  }

  private void fall(String account, int second) {
    log.moved(TENANT, account, NOON.plusSeconds(second), null, 600);
    log.moved(TENANT, account, NOON.plusSeconds(second + 1), 600, 400);
  }

  private Incident incident(String account) {
    return Await.until(
            () ->
                api.incidents()
                    .listIncidents(
                        ListIncidentsRequest.newBuilder().setCause("account " + account).build())
                    .getIncidentsList(),
            found -> !found.isEmpty())
        .getFirst();
  }
}
