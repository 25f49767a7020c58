package io.barometer.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.alerting.v1.MessageTemplate;
import io.barometer.proto.alerting.v1.Receiver;
import org.junit.jupiter.api.Test;

class TextTemplateTest {

  private static Wording with(String title, String text) {
    Receiver receiver =
        Receiver.newBuilder()
            .setTemplate(MessageTemplate.newBuilder().setTitle(title).setText(text))
            .build();
    return Notifications.fired("Acme\r\nBcc: all@example.com", receiver).wording();
  }

  @Test
  void whatIsKnownIsFilledInAndWhatIsNotIsLeftOut() {
    Wording words =
        with(
            "{{severity}}: {{account}} at {{score}} ({{change_7d}})",
            "{{reason}}{{#owner}} Owner: {{owner}}.{{/owner}}{{^plan}} No plan.{{/plan}}");
    assertThat(words.headline()).isEqualTo("critical: Acme  Bcc: all@example.com at 48.9 (-2.3)");
    assertThat(words.reason())
        .isEqualTo("Fell below 50: 60.0 → 48.9. Owner: kim@example.com. No plan.");
  }

  @Test
  void aTemplateThatFailsOrGivesNothingLeavesTheWordsAsTheyAre() {
    Wording plain = Notifications.fired("Acme\r\nBcc: all@example.com", receiver()).wording();
    assertThat(with("{{nobody_knows}}", "{{#plan}}x{{/plan}}")).isEqualTo(plain);
    assertThat(with("{{#open}}", "")).isEqualTo(plain);
  }

  @Test
  void whatCannotBeFilledInIsRefusedWithItsPlace() {
    assertThat(TextTemplate.problem("{{account}}\n{{acount}}"))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("line 2: there is no \"acount\"; use account, "));
    assertThat(TextTemplate.problem("{{#account}}")).isPresent();
    assertThat(TextTemplate.problem("{{>other}}")).isPresent();
    assertThat(TextTemplate.problem("{{#owner}}{{nobody}}{{/owner}}")).isPresent();
    assertThat(TextTemplate.problem("")).isEmpty();
  }

  @Test
  void nothingButTextsCanBeReached() {
    assertThat(TextTemplate.problem("{{account.getClass}}")).isPresent();
    assertThat(TextTemplate.problem("{{getClass}}")).isPresent();
    assertThat(TextTemplate.problem("{{account.length}}")).isPresent();
    assertThat(TextTemplate.problem("{{#account}}{{bytes}}{{/account}}")).isPresent();
  }

  private static Receiver receiver() {
    return Receiver.getDefaultInstance();
  }
}
