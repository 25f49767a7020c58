package io.barometer.alerting.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.barometer.alerting.notify.About;
import io.barometer.alerting.notify.Notifications;
import io.barometer.alerting.notify.Wording;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.testing.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SlackMessageTest {

  private static final Receiver NOBODY = Receiver.getDefaultInstance();

  @Test
  void theMessageIsWhatBlockKitAllows() throws IOException {
    for (About about : About.values()) {
      assertThat(schema().validate(json(about, "Acme"), InputFormat.JSON)).isEmpty();
    }
  }

  @Test
  void theMessageIsWhatItWas() {
    Gson pretty = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    JsonArray messages = new JsonArray();
    for (About about : About.values()) {
      messages.add(JsonParser.parseString(json(about, "Flow & Sons")));
    }
    Golden.assertMatches("slack.json", pretty.toJson(messages) + "\n");
  }

  @Test
  void controlTextInANameIsEscaped() {
    assertThat(json(About.FIRED, "A & B <!channel> <@U123>"))
        .contains("A &amp; B &lt;!channel&gt; &lt;@U123&gt;")
        .doesNotContain("<!channel>")
        .doesNotContain("<@U123>");
  }

  @Test
  void aLongNameLeavesTheHeaderWithinItsLimit() throws IOException {
    String json = json(About.FIRED, "&".repeat(200));

    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    String header =
        SlackMessage.of(Wording.of(Notifications.fired("&".repeat(200), NOBODY).news())).json();
    assertThat(header).doesNotContain("&amp…").doesNotContain("&am…").doesNotContain("&a…");
  }

  private static String json(About about, String name) {
    return SlackMessage.of(Wording.of(Notifications.of(about, name, NOBODY).news())).json();
  }

  static JsonSchema schema() throws IOException {
    try (InputStream packed =
            Objects.requireNonNull(
                SlackMessageTest.class.getResourceAsStream("/slack_blockkit.schema.json.gz"));
        InputStream schema = new GZIPInputStream(packed)) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
    }
  }
}
