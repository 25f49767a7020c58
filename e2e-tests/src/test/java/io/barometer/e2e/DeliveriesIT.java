package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.barometer.e2e.platform.Outlets;
import io.barometer.e2e.platform.WebhookReceiver;
import io.barometer.embedded.MailMessage;
import io.barometer.embedded.SlackMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What arrived at a real Slack receiver, a mailbox and a webhook after two years of imported
 * history.
 */
@ExtendWith(ImportedExample.Resolver.class)
class DeliveriesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ImportedExample example;

  DeliveriesIT(ImportedExample example) {
    this.example = example;
  }

  @Test
  void slack_got_one_message_per_firing_and_end_with_account_and_reason() {
    List<ExpectedTelling> expected = expected(Outlets.SLACK);
    List<SlackMessage> messages = example.outlets().slack().messages();

    assertThat(messages).hasSameSizeAs(expected);
    for (ExpectedTelling telling : expected) {
      String reason = telling.alert().reason().replace("&", "&amp;").replace("<", "&lt;");
      assertThat(messages)
          .as(telling.line())
          .anySatisfy(
              message -> {
                String shown = String.join("\n", message.lines());
                assertThat(shown).contains(telling.alert().accountId());
                assertThat(shown).contains(telling.resolution() ? "Resolved" : reason);
              });
    }
  }

  @Test
  void the_mailbox_got_one_mail_per_firing_and_end_in_text_and_html() {
    List<ExpectedTelling> expected = expected(Outlets.EMAIL);
    List<MailMessage> mails = example.outlets().mailbox().messages();

    assertThat(mails).hasSameSizeAs(expected);
    for (ExpectedTelling telling : expected) {
      assertThat(mails)
          .as(telling.line())
          .anySatisfy(
              mail -> {
                assertThat(mail.to()).isEqualTo("csm@example.com");
                assertThat(mail.subject()).contains(telling.alert().accountId());
                assertThat(mail.text()).contains(telling.alert().accountId());
                assertThat(mail.html()).contains(telling.alert().accountId());
                assertThat(mail.subject().startsWith("Resolved")).isEqualTo(telling.resolution());
              });
    }
  }

  @Test
  void the_webhook_got_every_firing_and_end_once_by_id() throws Exception {
    List<String> received = new ArrayList<>();
    for (WebhookReceiver.Request request : example.outlets().webhook().byId().values()) {
      JsonNode body = JSON.readTree(request.body());
      received.add(
          body.at("/data/account/id").asText()
              + " "
              + body.at("/data/rule").asText()
              + " "
              + body.at("/type").asText().replace("alert.", ""));
    }

    assertThat(received)
        .containsExactlyInAnyOrderElementsOf(
            expected(Outlets.WEBHOOK).stream().map(ExpectedTelling::line).toList());
  }

  @Test
  void every_webhook_bears_the_signature_that_the_public_library_makes() throws Exception {
    Webhook library = new Webhook(example.outlets().webhookSecret());
    List<WebhookReceiver.Request> requests = example.outlets().webhook().requests();

    assertThat(requests).isNotEmpty();
    for (WebhookReceiver.Request request : requests) {
      long signed = Long.parseLong(request.headers().get("webhook-timestamp"));
      assertThat(request.headers().get("webhook-signature"))
          .isEqualTo(library.sign(request.id(), signed, request.body()));
      assertThat(Instant.ofEpochSecond(signed))
          .as("receivers refuse a timestamp that is five minutes old when it arrives")
          .isBetween(request.received().minusSeconds(300), request.received().plusSeconds(1));
    }
  }

  private List<ExpectedTelling> expected(String receiver) {
    return ExpectedTelling.of(example.expected().alerts(), ImportedExample.TOLD, receiver);
  }
}
