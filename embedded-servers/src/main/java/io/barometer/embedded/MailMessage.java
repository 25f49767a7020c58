package io.barometer.embedded;

/**
 * One e-mail as it arrived.
 *
 * @param messageId its Message-ID; empty when it has none
 * @param text the plain-text part; empty when there is none
 * @param html the HTML part; empty when there is none
 */
public record MailMessage(
    String messageId, String subject, String from, String to, String text, String html) {}
