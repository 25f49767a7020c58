package io.barometer.alerting.notify;

import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.Receiver;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * News for one receiver.
 *
 * @param id the same in every attempt and every replay
 * @param receiver with its secrets
 * @param attempt 1 for the first
 * @param failures attempts before it that the schedule of retries counts
 * @param createdTime when the intent was committed
 * @param traceParent W3C trace context of the event behind it; null when it was not sampled
 */
public record Notification(
    UUID id,
    String tenantId,
    Receiver receiver,
    int attempt,
    int failures,
    Instant createdTime,
    News news,
    @Nullable String traceParent) {

  private static final int TEXT = 1_000;

  /** The same for the receiver as it is sent to. */
  Notification to(Receiver opened) {
    return new Notification(
        id, tenantId, opened, attempt, failures, createdTime, news, traceParent);
  }

  /**
   * What people are told, by the receiver's template where it has one. A template that cannot be
   * filled in, or gives nothing, leaves the words as they are: the news is told all the same.
   */
  public Wording wording() {
    Wording words = Wording.of(news);
    if (!receiver.hasTemplate() || news instanceof DigestNews || news instanceof PlaybookNews) {
      return words;
    }
    Map<String, String> values = TemplateValues.of(news, words);
    return words
        .withHeadline(filled(receiver.getTemplate().getTitle(), values, words.headline()))
        .withReason(filled(receiver.getTemplate().getText(), values, words.reason()));
  }

  private static String filled(String template, Map<String, String> values, String otherwise) {
    return template.isEmpty()
        ? otherwise
        : TextTemplate.filled(template, values)
            .map(text -> SafeText.line(text.strip(), TEXT))
            .filter(text -> !text.isEmpty())
            .orElse(otherwise);
  }

  /** The same, caused by another span. */
  public Notification withTraceParent(@Nullable String other) {
    return new Notification(id, tenantId, receiver, attempt, failures, createdTime, news, other);
  }

  /** Without the receiver's secrets, so that no log can show them. */
  @Override
  public String toString() {
    return "Notification[" + id + ", " + receiver.getName() + ", attempt " + attempt + "]";
  }
}
