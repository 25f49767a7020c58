package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.alerting.v1.PreviewDigestResponse;
import io.barometer.proto.alerting.v1.PreviewTemplateResponse;
import io.barometer.proto.alerting.v1.PutReceiverResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.RotateSecretResponse;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who can be told. */
public final class ReceiverText {
  private static final int LINE = 200;

  private ReceiverText() {}

  /** Some, for people. */
  public static List<String> table(Terminal terminal, List<Receiver> receivers) {
    Table table =
        new Table()
            .column("Receiver", Table.Align.LEFT)
            .column("Way", Table.Align.LEFT)
            .column("To", Table.Align.FLEXIBLE);
    for (Receiver receiver : receivers) {
      table.row().cell(receiver.getName()).cell(way(receiver)).cell(to(receiver));
      if (receiver.hasSubscriber()) {
        table.below(choice(receiver.getSubscriber()));
      }
    }
    return table.lines(terminal);
  }

  /** One, for programs. */
  public static ObjectNode json(Receiver receiver) {
    return JsonText.object()
        .put("name", receiver.getName())
        .put("way", way(receiver))
        .put("to", to(receiver))
        .put("choice", receiver.hasSubscriber() ? choice(receiver.getSubscriber()) : "")
        .put("active_from_time", Days.iso(receiver.getActiveFromTime()))
        .put("firing_only", receiver.getFiringOnly());
  }

  /** One that was put. */
  public static List<String> put(PutReceiverResponse put) {
    List<String> lines = new ArrayList<>();
    lines.add("The receiver " + put.getReceiver().getName() + " is there.");
    if (!put.getGeneratedSecret().isEmpty()) {
      lines.add("Its secret, shown this once: " + put.getGeneratedSecret());
    }
    return lines;
  }

  /** A secret that was made. */
  public static List<String> rotated(String name, RotateSecretResponse rotated) {
    return List.of(
        "The new secret of " + name + ", shown this once: " + rotated.getGeneratedSecret(),
        rotated.hasPreviousSecretExpireTime()
            ? "The old one signs too until "
                + Days.iso(rotated.getPreviousSecretExpireTime())
                + "; change it at the receiver before."
            : "The old one is not used any more.");
  }

  /** What people would read. */
  public static List<String> preview(String name, PreviewTemplateResponse preview) {
    return List.of(
        name + " would read:",
        "  " + SafeText.line(preview.getTitle(), LINE),
        "  " + SafeText.line(preview.getText(), LINE));
  }

  /** A digest as a mail program shows it. */
  public static List<String> digest(PreviewDigestResponse preview) {
    List<String> lines = new ArrayList<>();
    lines.add(
        preview.hasNextTime()
            ? "Comes at " + Days.iso(preview.getNextTime()) + ". Now it would be:"
            : "The subscriber wants no digest. One would be:");
    lines.add("");
    preview
        .getText()
        .lines()
        .forEach(line -> lines.add(line.isBlank() ? "" : "  " + indented(line)));
    return lines;
  }

  private static String indented(String line) {
    String words = line.stripLeading();
    return " ".repeat(line.length() - words.length()) + SafeText.line(words, LINE);
  }

  private static String way(Receiver receiver) {
    return receiver.getChannelCase().name().toLowerCase(Locale.ROOT);
  }

  private static String to(Receiver receiver) {
    return SafeText.line(
        switch (receiver.getChannelCase()) {
          case SLACK, CHANNEL_NOT_SET -> "";
          case EMAIL -> String.join(", ", receiver.getEmail().getToList());
          case WEBHOOK -> receiver.getWebhook().getUrl();
          case SUBSCRIBER -> receiver.getSubscriber().getAddress();
        },
        LINE);
  }

  static String choice(SubscriberChannel subscriber) {
    String atOnce =
        subscriber.getAtOnce() == AlertSeverity.ALERT_SEVERITY_UNSPECIFIED
            ? "nothing at once"
            : AlertText.word(subscriber.getAtOnce().name(), "ALERT_SEVERITY_") + " at once";
    return atOnce
        + (subscriber.hasDigest() ? ", " + digest(subscriber.getDigest()) : ", no digest");
  }

  private static String digest(DigestSchedule digest) {
    boolean weekly = digest.getPeriod() == DigestPeriod.DIGEST_PERIOD_WEEKLY;
    String day = digest.getWeekday().isEmpty() ? "monday" : digest.getWeekday();
    return "digest %s at %s %s"
        .formatted(
            weekly ? "every " + day : "daily",
            digest.getTime(),
            digest.getTimeZone().isEmpty() ? "UTC" : digest.getTimeZone());
  }
}
