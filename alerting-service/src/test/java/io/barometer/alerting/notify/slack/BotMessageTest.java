package io.barometer.alerting.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import io.barometer.alerting.notify.About;
import io.barometer.alerting.notify.AlertNews;
import io.barometer.alerting.notify.GroupNews;
import io.barometer.alerting.notify.Notifications;
import io.barometer.alerting.notify.Wording;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.routing.group.Notice.Kind;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BotMessageTest {
  private static final String INCIDENT = "01234567-89ab-8def-8123-456789abcdef";
  private static final AccountLinks LINKS =
      new AccountLinks(Optional.of("https://cs.example.com/accounts/{account}"));

  private static final Standing FIRING =
      new Standing(INCIDENT, "*Firing* · 1 of 1 alerts open", false, false);
  private static final Standing TAKEN =
      new Standing(INCIDENT, "*Acknowledged* by A&B <!channel>", true, false);
  private static final Standing OVER = new Standing(INCIDENT, "*Resolved*", false, true);

  @Test
  void whatever_it_says_it_is_what_block_kit_allows() throws IOException {
    List<JsonObject> messages = new ArrayList<>();
    for (Standing standing : List.of(FIRING, TAKEN, OVER, Standing.OF_SEVERAL)) {
      for (About about : About.values()) {
        messages.add(BotMessage.shown(told(alert(about)), standing));
      }
      for (Kind kind : Kind.values()) {
        for (int alerts : new int[] {1, 2, 60}) {
          messages.add(BotMessage.shown(told(group(kind, alerts)), standing));
        }
      }
    }
    for (JsonObject message : messages) {
      assertThat(SlackMessageTest.schema().validate(message.encode(), InputFormat.JSON))
          .as(message.encode())
          .isEmpty();
    }
  }

  @Test
  void it_has_score_trend_reason_and_a_link() {
    String message = BotMessage.shown(told(alert(About.FIRED)), FIRING).encode();
    assertThat(message)
        .contains("Score 48.9 (At Risk)")
        .contains("▼ 2.3 in 7 days")
        .contains("active users fell from 12 to 3 in 30 days")
        .contains("<https://cs.example.com/accounts/a-1|Acme>")
        .contains("*Firing* · 1 of 1 alerts open");
  }

  @Test
  void its_buttons_are_those_that_make_sense() {
    JsonObject told = told(alert(About.FIRED));
    assertThat(BotMessage.shown(told, FIRING).encode())
        .contains("\"action_id\":\"acknowledge\"")
        .contains("\"action_id\":\"snooze_hour\"")
        .contains("\"action_id\":\"snooze_day\"")
        .contains("\"action_id\":\"assign\"")
        .contains("\"value\":\"" + INCIDENT + "\"");
    assertThat(BotMessage.shown(told, TAKEN).encode())
        .doesNotContain("\"acknowledge\"")
        .contains("A&amp;B &lt;!channel&gt;");
    assertThat(BotMessage.shown(told, OVER).encode()).doesNotContain("action_id");
    assertThat(BotMessage.shown(told, Standing.OF_SEVERAL).encode()).doesNotContain("action_id");
  }

  @Test
  void without_an_address_there_is_no_link() {
    assertThat(new AccountLinks(Optional.empty()).of(alert(About.FIRED))).isEmpty();
  }

  private static JsonObject told(io.barometer.alerting.notify.News news) {
    return new JsonObject(SlackMessage.of(Wording.of(news), LINKS.of(news)).json());
  }

  private static AlertNews alert(About about) {
    return (AlertNews) Notifications.of(about, "Acme", Receiver.getDefaultInstance()).news();
  }

  private static GroupNews group(Kind kind, int alerts) {
    AlertNews one = alert(About.FIRED);
    return new GroupNews(
        new UUID(1, 2),
        1,
        kind,
        "all",
        new Labels(Map.of(Label.INCIDENT, "source check.backup")),
        one.time(),
        alerts,
        0,
        Collections.nCopies(alerts, one));
  }
}
