package io.barometer.embedded;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** An SMTP server that takes mail for anybody, whoever logs in or not, and shows it. */
public final class Mailbox implements AutoCloseable {
  private final GreenMail server;

  private Mailbox(GreenMail server) {
    this.server = server;
  }

  /** Listens on the loopback interface; port 0 takes a free one. */
  public static Mailbox start(int port) {
    GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
    server.start();
    return new Mailbox(server);
  }

  /** The SMTP port. */
  public int port() {
    return server.getSmtp().getPort();
  }

  /** Everything received so far, oldest first. */
  public List<MailMessage> messages() {
    return Stream.of(server.getReceivedMessages()).map(Mailbox::read).toList();
  }

  /** What was received for this address so far, oldest first. */
  public List<MailMessage> messagesTo(String address) {
    return messages().stream().filter(mail -> mail.to().equals(address)).toList();
  }

  /** Waits until so many messages came or the time is over, and returns what there is. */
  public List<MailMessage> await(int count, Duration limit) {
    server.waitForIncomingEmail(limit.toMillis(), count);
    return messages();
  }

  /** Stops the server; what was received is lost. */
  @Override
  public void close() {
    server.stop();
  }

  private static MailMessage read(MimeMessage message) {
    try {
      String from = Stream.of(message.getFrom()).findFirst().map(Object::toString).orElse("");
      var to = message.getRecipients(Message.RecipientType.TO);
      String messageId = message.getMessageID();
      return new MailMessage(
          messageId == null ? "" : messageId,
          message.getSubject() == null ? "" : message.getSubject(),
          from,
          to == null || to.length == 0 ? "" : to[0].toString(),
          part(message, "text/plain"),
          part(message, "text/html"));
    } catch (MessagingException | IOException malformed) {
      throw new IllegalStateException("A received message cannot be read", malformed);
    }
  }

  private static String part(Part part, String type) throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart child = parts.getBodyPart(i);
        String found = part(child, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return "";
    }
    return part.isMimeType(type) ? part.getContent().toString() : "";
  }
}
