package io.barometer.alerting.notify.email;

import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.Notifier;
import io.barometer.alerting.notify.Outcome;
import io.barometer.proto.alerting.v1.Receiver.ChannelCase;
import io.quarkus.mailer.Mail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells a list of addresses. */
@ApplicationScoped
class EmailNotifier implements Notifier {

  private final MailWriter writer;
  private final MailSender sender;

  EmailNotifier(MailWriter writer, MailSender sender) {
    this.writer = writer;
    this.sender = sender;
  }

  @Override
  public ChannelCase channel() {
    return ChannelCase.EMAIL;
  }

  @Override
  public Outcome send(Notification notification) {
    return sender.send(mail(notification));
  }

  /** The mail. */
  Mail mail(Notification notification) {
    Mail mail = writer.of(notification, Optional.empty());
    mail.setTo(notification.receiver().getEmail().getToList());
    return mail;
  }
}
