package io.barometer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailboxTest {
  @Test
  void aMessageWithTextAndHtmlIsReadInBothParts() throws MessagingException {
    try (Mailbox mailbox = Mailbox.start(FreePorts.take(1)[0])) {
      String messageId = send(mailbox.port());
      assertThat(mailbox.await(1, Duration.ofSeconds(10)))
          .containsExactly(
              new MailMessage(
                  messageId,
                  "Score below 50",
                  "barometer@example.test",
                  "csm@example.test",
                  "Acme is at 41.5",
                  "<b>Acme is at 41.5</b>"));
      assertThat(mailbox.messagesTo("csm@example.test")).isEqualTo(mailbox.messages());
      assertThat(mailbox.messagesTo("other@example.test")).isEmpty();
    }
  }

  private static String send(int port) throws MessagingException {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.host", "127.0.0.1");
    settings.setProperty("mail.smtp.port", "" + port);
    MimeMessage message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("barometer@example.test"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("csm@example.test"));
    message.setSubject("Score below 50");
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Acme is at 41.5");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<b>Acme is at 41.5</b>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
    return message.getMessageID();
  }
}
