package io.barometer.alerting.notify.email;

import io.barometer.alerting.notify.Outcome;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives mails to the mail server. */
@ApplicationScoped
class MailSender {

  private final ReactiveMailer mailer;
  private final Duration timeout;

  MailSender(
      ReactiveMailer mailer, @ConfigProperty(name = "barometer.notify.timeout") Duration timeout) {
    this.mailer = mailer;
    this.timeout = timeout;
  }

  /** Tries once; blocks. */
  Outcome send(Mail mail) {
    try {
      mailer.send(mail).await().atMost(timeout);
      return new Outcome.Delivered("accepted by the mail server");
    } catch (TimeoutException silent) {
      return new Outcome.Ambiguous("no answer in " + timeout.toMillis() + " ms");
    } catch (RuntimeException failure) {
      return outcome(failure);
    }
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
}
