package io.barometer.alerting.notify.email;

import ch.digitalfondue.mjml4j.Mjml4j;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * The mails: as text, and as HTML from MJML, which knows what mail programs can show. MJML is
 * turned into HTML once; what is filled in stands in it as Qute and is escaped.
 */
@ApplicationScoped
class MailTemplates {

  private final Engine engine;
  private final Template alertHtml;
  private final Template alertText;
  private final Template digestHtml;
  private final Template digestText;

  MailTemplates(Engine engine) {
    this.engine = engine;
    this.alertHtml = html("alert-mail.mjml");
    this.alertText = text("alert-mail.txt");
    this.digestHtml = html("digest-mail.mjml");
    this.digestText = text("digest-mail.txt");
  }

  Template alertHtml() {
    return alertHtml;
  }

  Template alertText() {
    return alertText;
  }

  Template digestHtml() {
    return digestHtml;
  }

  Template digestText() {
    return digestText;
  }

  private Template html(String name) {
    var configuration = new Mjml4j.Configuration("en", Mjml4j.TextDirection.AUTO);
    String page = Mjml4j.render(resource(name), configuration);
    return engine.parse(page, Variant.forContentType(Variant.TEXT_HTML), name);
  }

  private Template text(String name) {
    return engine.parse(resource(name), Variant.forContentType(Variant.TEXT_PLAIN), name);
  }

  private static String resource(String name) {
    String path = "/mail/" + name.toLowerCase(Locale.ROOT);
    try (InputStream file = MailTemplates.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
