package io.barometer.alerting.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.notify.About;
import io.barometer.alerting.notify.Notifications;
import io.barometer.alerting.notify.Outcome;
import io.barometer.embedded.MailMessage;
import io.barometer.embedded.Mailbox;
import io.barometer.proto.alerting.v1.EmailChannel;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.Golden;
import io.quarkus.mailer.Mail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class AlertMailIT {

  private static final Receiver TEAM =
      Receiver.newBuilder()
          .setName("team")
          .setEmail(EmailChannel.newBuilder().addTo("team@example.com"))
          .build();
  private static final String MESSAGE_ID =
      "<01234567-89ab-8def-8123-456789abcdef@barometer.invalid>";

  @Inject EmailNotifier notifier;

  @ConfigProperty(name = "barometer.smtp.port")
  int port;

  @Test
  void theMailIsWhatItWas() {
    Mail fired = notifier.mail(Notifications.of(About.FIRED, "Flow & Sons <b>", TEAM));
    Mail resolved = notifier.mail(Notifications.of(About.RESOLVED, "Flow & Sons <b>", TEAM));

    assertAll(
        () -> Golden.assertMatches("mails.txt", text(fired) + "\n" + text(resolved)),
        () -> Golden.assertMatches("mail-fired.html", fired.getHtml()),
        () -> Golden.assertMatches("mail-resolved.html", resolved.getHtml()));
  }

  private static String text(Mail mail) {
    return "Subject: " + mail.getSubject() + "\n\n" + mail.getText();
  }

  @Test
  void everyAttemptCarriesTheSameMessageId() {
    try (Mailbox mailbox = Mailbox.start(port)) {
      // A connection to a mailbox that another test has closed may be what an attempt meets first.
      int delivered = 0;
      for (int attempt = 1; delivered < 2 && attempt <= 5; attempt++) {
        var outcome = notifier.send(Notifications.of(About.FIRED, "Flow", TEAM));
        delivered += outcome instanceof Outcome.Delivered ? 1 : 0;
      }

      // Other tests' alerts may be told again now that somebody listens at this port.
      assertThat(mailbox.messages())
          .extracting(MailMessage::messageId)
          .filteredOn(MESSAGE_ID::equals)
          .hasSize(2);
    }
  }
}
