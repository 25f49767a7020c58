package io.barometer.alerting.notify.slack;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static io.barometer.alerting.notify.slack.SlackText.escaped;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.TextObject;
import io.barometer.alerting.notify.About;
import io.barometer.alerting.notify.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * A notification as Slack takes it: a header, the score, the reason with what drives it, facts, and
 * where it comes from.
 *
 * @param text what Slack shows where there is no room for blocks
 */
record SlackMessage(String text, List<LayoutBlock> blocks) {

  private static final int HEADER_LENGTH = 150;

  /** Slack takes 3,000 characters. */
  private static final int BODY_LENGTH = 2_900;

  private static final Gson JSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .create();

  static SlackMessage of(Wording words) {
    return of(words, List.of());
  }

  /** With links to the accounts. */
  static SlackMessage of(Wording words, List<String> links) {
    String mark = mark(words);
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(header(h -> h.text(plainText(cut(mark + escaped(words.headline())), true))));
    blocks.add(section(s -> s.text(markdownText("*" + escaped(words.scoreLine()) + "*"))));
    blocks.add(section(s -> s.text(markdownText(body(words)))));
    if (!words.facts().isEmpty()) {
      blocks.add(section(s -> s.fields(fields(words))));
    }
    if (!links.isEmpty()) {
      blocks.add(section(s -> s.text(markdownText("Open " + String.join(" · ", links)))));
    }
    blocks.add(context(c -> c.elements(List.of(markdownText(escaped(words.footer()))))));
    return new SlackMessage(escaped(words.headline() + ". " + words.reason()), blocks);
  }

  String json() {
    return JSON.toJson(this);
  }

  private static String body(Wording words) {
    List<String> lines = new ArrayList<>();
    if (!words.reason().isEmpty()) {
      lines.add(escaped(words.reason()));
    }
    words.drivers().forEach(driver -> lines.add("• " + escaped(driver)));
    String body = String.join("\n", lines);
    return body.length() <= BODY_LENGTH
        ? body
        : body.substring(0, body.lastIndexOf('\n', BODY_LENGTH)) + "\n…";
  }

  private static List<TextObject> fields(Wording words) {
    List<TextObject> fields = new ArrayList<>();
    for (Wording.Fact fact : words.facts()) {
      fields.add(markdownText("*" + escaped(fact.name()) + "*\n" + escaped(fact.value())));
    }
    return fields;
  }

  private static String mark(Wording words) {
    if (words.about() == About.RESOLVED) {
      return "✅ ";
    }
    if (words.about() == About.WITHDRAWN) {
      return "↩️ ";
    }
    return switch (words.severity()) {
      case ALERT_SEVERITY_CRITICAL -> "🔴 ";
      case ALERT_SEVERITY_WARNING -> "🟠 ";
      case ALERT_SEVERITY_INFO, ALERT_SEVERITY_UNSPECIFIED, UNRECOGNIZED -> "🔵 ";
    };
  }

  /** Never inside an escaped character. */
  private static String cut(String text) {
    if (text.length() <= HEADER_LENGTH) {
      return text;
    }
    int end = HEADER_LENGTH - 1;
    int entity = text.lastIndexOf('&', end);
    if (entity > end - 5 && text.indexOf(';', entity) >= end) {
      end = entity;
    }
    return text.substring(0, end) + "…";
  }
}
