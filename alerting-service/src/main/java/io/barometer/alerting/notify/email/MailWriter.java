package io.barometer.alerting.notify.email;

import io.barometer.alerting.notify.DigestNews;
import io.barometer.alerting.notify.DigestWording;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.Wording;
import io.barometer.proto.alerting.v1.DigestContent;
import io.quarkus.mailer.Mail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** News as mails, in HTML and text with the same words. */
@ApplicationScoped
public class MailWriter {

  private final MailTemplates templates;

  MailWriter(MailTemplates templates) {
    this.templates = templates;
  }

  /**
   * A mail without addresses. Its Message-ID is the same in every attempt, so that mail servers see
   * a repeat.
   *
   * @param link where the reader changes what they hear; empty when there is no such page
   */
  Mail of(Notification notification, Optional<String> link) {
    Mail mail =
        notification.news() instanceof DigestNews digest
            ? digest(digest.content(), link)
            : alert(notification.wording(), link);
    mail.addHeader("Message-ID", "<" + notification.id() + "@barometer.invalid>");
    mail.addHeader("Auto-Submitted", "auto-generated");
    link.ifPresent(
        page -> {
          mail.addHeader("List-Unsubscribe", "<" + page + ">");
          mail.addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        });
    return mail;
  }

  /** A digest as a mail without addresses. */
  public Mail digest(DigestContent content, Optional<String> link) {
    DigestWording words = DigestWording.of(content);
    Mail mail = new Mail();
    mail.setSubject(words.headline());
    mail.setHtml(templates.digestHtml().data("words", words, "link", link.orElse("")).render());
    mail.setText(templates.digestText().data("words", words, "link", link.orElse("")).render());
    return mail;
  }

  private Mail alert(Wording words, Optional<String> link) {
    Mail mail = new Mail();
    mail.setSubject(words.headline());
    mail.setHtml(
        templates
            .alertHtml()
            .data("words", words, "colour", colour(words), "link", link.orElse(""))
            .render());
    mail.setText(templates.alertText().data("words", words, "link", link.orElse("")).render());
    return mail;
  }

  private static String colour(Wording words) {
    return switch (words.about()) {
      case RESOLVED -> "#2e7d32";
      case WITHDRAWN -> "#616161";
      case FIRED ->
          switch (words.severity()) {
            case ALERT_SEVERITY_CRITICAL -> "#c62828";
            case ALERT_SEVERITY_WARNING -> "#e67700";
            case ALERT_SEVERITY_INFO, ALERT_SEVERITY_UNSPECIFIED, UNRECOGNIZED -> "#1565c0";
          };
    };
  }
}
