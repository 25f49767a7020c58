package io.barometer.alerting.notify.email;

import io.barometer.alerting.link.SubscriptionLinks;
import io.barometer.alerting.notify.AlertNews;
import io.barometer.alerting.notify.DigestNews;
import io.barometer.alerting.notify.GroupNews;
import io.barometer.alerting.notify.News;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.Notifier;
import io.barometer.alerting.notify.Outcome;
import io.barometer.alerting.notify.PlaybookNews;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Receiver.ChannelCase;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.quarkus.mailer.Mail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** Tells a person what they chose to hear. */
@ApplicationScoped
class SubscriberNotifier implements Notifier {

  private final MailWriter writer;
  private final MailSender sender;
  private final SubscriptionLinks links;

  SubscriberNotifier(MailWriter writer, MailSender sender, SubscriptionLinks links) {
    this.writer = writer;
    this.sender = sender;
    this.links = links;
  }

  @Override
  public ChannelCase channel() {
    return ChannelCase.SUBSCRIBER;
  }

  @Override
  public Outcome send(Notification notification) {
    SubscriberChannel subscriber = notification.receiver().getSubscriber();
    if (!wants(subscriber, notification.news())) {
      return new Outcome.KeptBack("not what the subscriber chose to hear at once");
    }
    Mail mail =
        writer.of(notification, links.page(notification.tenantId(), notification.receiver()));
    mail.setTo(List.of(subscriber.getAddress()));
    return sender.send(mail);
  }

  private static boolean wants(SubscriberChannel subscriber, News news) {
    return switch (news) {
      case DigestNews _ -> subscriber.hasDigest();
      case AlertNews alert -> wants(subscriber, alert.severity());
      case PlaybookNews run -> wants(subscriber, run.alert().severity());
      case GroupNews group ->
          group.alerts().stream()
              .map(AlertNews::severity)
              .max(Comparator.naturalOrder())
              .filter(gravest -> wants(subscriber, gravest))
              .isPresent();
    };
  }

  private static boolean wants(SubscriberChannel subscriber, AlertSeverity severity) {
    return subscriber.getAtOnce() != AlertSeverity.ALERT_SEVERITY_UNSPECIFIED
        && severity.getNumber() >= subscriber.getAtOnceValue();
  }
}
