package io.barometer.alerting.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.google.type.Date;
import com.google.type.Money;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.notify.About;
import io.barometer.alerting.notify.DigestNews;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.Notifications;
import io.barometer.alerting.notify.Outcome;
import io.barometer.embedded.MailMessage;
import io.barometer.embedded.Mailbox;
import io.barometer.proto.alerting.v1.DigestContent;
import io.barometer.proto.alerting.v1.DigestEntry;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.EmailChannel;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.Golden;
import io.quarkus.mailer.Mail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  private static final UUID ID = UUID.fromString("01234567-89ab-8def-8123-456789abcdef");
  private static final Instant NOON = Instant.parse("2016-03-01T12:00:00Z");
  private static final String LINK = "https://barometer.example.com/subscriptions/token";
  private static final DigestContent DIGEST = digest();

  @Inject EmailNotifier notifier;
  @Inject MailWriter writer;

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

  @Test
  void theDigestIsWhatItWas() {
    Mail digest = writer.of(issue(), Optional.of(LINK));

    assertAll(
        () -> Golden.assertMatches("digest.txt", text(digest)),
        () -> Golden.assertMatches("digest.html", digest.getHtml()),
        () ->
            assertThat(digest.getHeaders())
                .containsEntry("List-Unsubscribe", List.of("<" + LINK + ">"))
                .containsEntry("List-Unsubscribe-Post", List.of("List-Unsubscribe=One-Click")));
  }

  /** Line by line; what a list shows as a dash, and a table as columns, is left out. */
  @Test
  void textAndHtmlSayTheSame() {
    Mail alert = notifier.mail(Notifications.of(About.FIRED, "Flow & Sons", TEAM));
    Mail digest = writer.of(issue(), Optional.of(LINK));
    for (Mail mail : List.of(alert, digest)) {
      assertThat(words(shown(mail.getHtml()))).isEqualTo(words(mail.getText()));
    }
  }

  private static Notification issue() {
    return new Notification(ID, "acme", TEAM, 1, 0, NOON, new DigestNews(ID, DIGEST, NOON), null);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.replace(LINK, "").split("\\s+"))
        .map(word -> word.replaceAll("[:-]+$", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String shown(String html) {
    return html.replaceAll("(?s)<head>.*?</head>", "")
        .replaceAll("(?s)<!--.*?-->", "")
        .replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
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

  private static DigestContent digest() {
    DigestEntry.Builder entry =
        DigestEntry.newBuilder()
            .setAccountId("a-1")
            .setName("Flow & Sons <b>")
            .setScore(ScoreValue.newBuilder().setTenths(412).setBand("At Risk"))
            .setChangeTenths(-93)
            .setArr(Money.newBuilder().setCurrencyCode("EUR").setUnits(120_000))
            .setRenewalDate(Date.newBuilder().setYear(2016).setMonth(3).setDay(13))
            .setRenewalDays(12)
            .addAlerts("Score fell below 50")
            .setCritical(true)
            .setReason("active users fell from 12 to 3 in 30 days");
    DigestEntry.Builder second =
        entry.clone().setName("Brook Inc").setCritical(false).clearReason().setChangeTenths(71);
    return DigestContent.newBuilder()
        .setPeriod(DigestPeriod.DIGEST_PERIOD_DAILY)
        .setDay(Date.newBuilder().setYear(2016).setMonth(3).setDay(1))
        .setAccounts(480)
        .addAtRisk(entry)
        .addAtRisk(second)
        .setAtRiskTotal(31)
        .addMovers(entry)
        .addMovers(second)
        .addRenewals(entry)
        .build();
  }
}
