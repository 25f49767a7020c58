package io.barometer.alerting.notify.email;

import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.Notifier;
import io.barometer.alerting.notify.Outcome;
import io.barometer.alerting.notify.Wording;
import io.barometer.proto.alerting.v1.Receiver.ChannelCase;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells people by e-mail, in HTML and text with the same words. */
@ApplicationScoped
class EmailNotifier implements Notifier {

  private final ReactiveMailer mailer;
  private final Template html;
  private final Template text;
  private final Duration timeout;

  EmailNotifier(
      ReactiveMailer mailer,
      @Location("alert-mail.html") Template html,
      @Location("alert-mail.txt") Template text,
      @ConfigProperty(name = "barometer.notify.timeout") Duration timeout) {
    this.mailer = mailer;
    this.html = html;
    this.text = text;
    this.timeout = timeout;
  }

  @Override
  public ChannelCase channel() {
    return ChannelCase.EMAIL;
  }

  @Override
  public Outcome send(Notification notification) {
    Mail mail = mail(notification);
    try {
      mailer.send(mail).await().atMost(timeout);
      return new Outcome.Delivered("accepted by the mail server");
    } catch (TimeoutException silent) {
      return new Outcome.Ambiguous("no answer in " + timeout.toMillis() + " ms");
    } catch (RuntimeException failure) {
      return outcome(failure);
    }
  }

  /** The mail; its Message-ID is the same in every attempt, so that mail servers see a repeat. */
  Mail mail(Notification notification) {
    Wording words = Wording.of(notification.news());
    Mail mail = new Mail();
    mail.setTo(notification.receiver().getEmail().getToList());
    mail.setSubject(words.headline());
    mail.setHtml(html.data("words", words, "colour", colour(words)).render());
    mail.setText(text.data("words", words).render());
    mail.addHeader("Message-ID", "<" + notification.id() + "@barometer.invalid>");
    mail.addHeader("Auto-Submitted", "auto-generated");
    return mail;
  }

  private static Outcome outcome(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          outcome(wrapped.getCause());
      case SMTPException refused when refused.isPermanent() ->
          new Outcome.Rejected("refused by the mail server, code " + refused.getReplyCode());
      case SMTPException refused ->
          new Outcome.Retryable("put off by the mail server, code " + refused.getReplyCode());
      case ConnectException unreachable -> new Outcome.Retryable("could not connect");
      case UnknownHostException unknown -> new Outcome.Retryable("could not connect");
      default -> new Outcome.Ambiguous("the connection to the mail server broke");
    };
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
