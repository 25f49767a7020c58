package io.barometer.alerting.notify.slack;

/** Slack's control characters, made harmless: {@code &}, {@code <} and {@code >}. */
final class SlackText {

  private SlackText() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
